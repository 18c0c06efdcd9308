"""Codes and values become sentences, dates and money in English and German."""
