"""Readers of what stands on these pages."""

import re

import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def read():
    """`read(response)`: the words of the page's main part; `read(response, "least")`: of the section so named."""

    def words(response, section=""):
        main = BeautifulSoup(response.content, "html.parser").main
        found = main.find(attrs={"aria-labelledby": section}) if section else main
        return re.sub(r"\s+", " ", found.get_text(" ", strip=True)) if found else ""

    return words


@pytest.fixture
def links():
    """Every address that the main part leads to."""

    def of(response):
        main = BeautifulSoup(response.content, "html.parser").main
        return [each["href"] for each in main.find_all("a", href=True)] + [
            each["action"] for each in main.find_all("form", action=True)
        ]

    return of
