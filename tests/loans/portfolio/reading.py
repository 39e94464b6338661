"""What a portfolio has, read off its rows."""

from loans import register
from loans.portfolio import at
from loans.portfolio.portfolio import Portfolio

BY_AMOUNT = ("-loan_amount",)


def amounts(portfolio: Portfolio, rows: slice = slice(None)) -> list[int]:
    return [version.loan_amount for version in portfolio.rows(BY_AMOUNT, rows)]


def everything() -> Portfolio:
    return at(register.state())[1]
