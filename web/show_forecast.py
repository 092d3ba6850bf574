"""Forecasts as the JSON that the API and the command line print: three digits, for more would be false."""

from matcher.forecast.nouns import LEVEL, Earned, Figure, Forecast, Price

WHOLE = 100  # from here on a rounded number has no decimals


def show_forecast(forecast: Forecast | None) -> dict[str, object] | None:
    """Return what one post is expected to bring; None where the index teaches nothing of it.

    `reach` is null: how many different people see a post is told to its owner only, and is never more than its views.
    """
    if forecast is None:
        return None
    return {
        "state": forecast.state,
        "day": forecast.day.isoformat(),
        "level": LEVEL,
        "views": _show_figure(forecast.views),
        "reach": None,
        "engagements": _show_figure(forecast.engagements),
        "prices": [_show_price(price) for price in forecast.prices],
        "emv": None if forecast.emv is None else [_show_earned(earned) for earned in forecast.emv],
    }


def round_figure(number: float) -> int | float:
    """Return the number with three digits."""
    rounded = float(f"{number:.3g}")
    return int(rounded) if rounded >= WHOLE else rounded


def _show_figure(figure: Figure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    return {
        "median": round_figure(figure.median),
        "interval": [round_figure(figure.low), round_figure(figure.high)],
        "viral": round(figure.viral, 3),
        "formula": figure.formula,
        "denominator": figure.denominator,
        **_show_window(figure),
    }


def _show_price(price: Price) -> dict[str, object]:
    return {
        "name": price.name,
        "median": round_figure(price.median),
        "interval": [round_figure(price.low), round_figure(price.high)],
        "currency": price.charge.currency,
        "fee": round_figure(float(price.charge.amount)),
        "deliverable": price.charge.deliverable,
        "formula": price.formula,
        "denominator": price.denominator,
        **_show_window(price.figure),
    }


def _show_earned(earned: Earned) -> dict[str, object]:
    card = earned.card
    return {
        "card": card.name,
        "source": card.source,
        "year": card.year,
        "range": [round_figure(earned.low), round_figure(earned.high)],
        "currency": card.currency,
        "rate": [card.low, card.high],
        "formula": earned.formula,
        "denominator": f"{card.size:,} {card.unit}",
        **_show_window(earned.figure),
    }


def _show_window(figure: Figure) -> dict[str, object]:
    return {
        "basis": figure.basis,
        "posts": figure.posts,
        "window": [day.isoformat() for day in figure.window] if figure.window else None,
    }
