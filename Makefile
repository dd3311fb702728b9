# Names for the scripts of installer/, for those who have make.
.PHONY: run test bench lock

run test bench lock:
	@sh installer/$@.sh
