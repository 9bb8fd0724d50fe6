"""The front door: command line, configuration, and the one place that builds everything from it."""

__version__ = "0.1.0"
