"""取込と書出: files of other programs into the records of every slice, and out of them."""
