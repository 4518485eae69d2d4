"""A generator of static knowledge bases in which every fact shows its evidence."""

__version__ = "0.2.0"
