"""A generator of static knowledge bases in which every fact shows its evidence."""

__version__ = "0.1.0"
