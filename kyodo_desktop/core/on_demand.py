"""Sequences whose items are made when they are asked for: of a hundred thousand rows, most never are."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class OnDemand(Sequence[T]):
    """A sequence that makes an item each time it is asked for it, and keeps none."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def make(self, index: int) -> T:
        """Return the item at an index from 0 to the length, excluded."""

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        places = range(len(self))[index]
        return self.make(places) if isinstance(places, int) else [self.make(place) for place in places]

    def __iter__(self) -> Iterator[T]:
        return map(self.make, range(len(self)))
