import pytest

from tests.matcher.reading.understood import read_field


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("予算30万円以内", {"max": 300_000, "currency": "JPY"}),
        ("予算三十万円", {"max": 300_000, "currency": "JPY"}),
        ("予算は１００万円まで", {"max": 1_000_000, "currency": "JPY"}),
        ("予算20〜50万円", {"min": 200_000, "max": 500_000, "currency": "JPY"}),
        ("予算50万円以上", {"min": 500_000, "currency": "JPY"}),
        ("予算は1人あたり5万円程度", {"max": 50_000, "currency": "JPY"}),
        ("30万円の予算で", {"max": 300_000, "currency": "JPY"}),
        ("予算は50万", {"max": 500_000, "currency": "JPY"}),
        ("予算3000ドル", {"max": 3_000, "currency": "USD"}),
        ("予算 ¥50,000", {"max": 50_000, "currency": "JPY"}),
        ("预算 ¥50,000", {"max": 50_000, "currency": "CNY"}),
        ("budget up to $5,000", {"max": 5_000, "currency": "USD"}),
        ("a $2,000-$3,000 budget", {"min": 2_000, "max": 3_000, "currency": "USD"}),
        ("budget of around €1.5k", {"max": 1_500, "currency": "EUR"}),
        ("budget: 300,000 Japanese yen", {"max": 300_000, "currency": "JPY"}),
        ("budget 5000", {"max": 5_000, "currency": None}),
        ("예산 300만원 이하", {"max": 3_000_000, "currency": "KRW"}),
        ("预算5万元以内", {"max": 50_000, "currency": "CNY"}),
        ("預算10萬元以內", {"max": 100_000, "currency": "TWD"}),
        ("งบไม่เกิน 50,000 บาท", {"max": 50_000, "currency": "THB"}),
        ("anggaran maksimal 5 juta rupiah", {"max": 5_000_000, "currency": "IDR"}),
        ("anggaran Rp 5.000.000", {"max": 5_000_000, "currency": "IDR"}),
        ("budget 10 juta", {"max": 10_000_000, "currency": "IDR"}),
        ("presupuesto $30,000 MXN", {"max": 30_000, "currency": "MXN"}),
        ("presupuesto máximo 2.000 €", {"max": 2_000, "currency": "EUR"}),
        ("presupuesto de 1.500 a 3.000 euros", {"min": 1_500, "max": 3_000, "currency": "EUR"}),
    ],
)
def test_a_budget_has_a_most_and_a_currency(text, budget):
    assert read_field("budget", text) == budget


@pytest.mark.parametrize(
    "text",
    [
        "gadgets under $100",
        "1万円で行く温泉旅行",
        "budget travellers",
        "低予算インテリア",
        "budget phones with 5000 mAh",
        "budget for 3 creators",
        "travel on a budget of $20 a day",
        "予算30万円から10万円",
    ],
)
def test_a_price_or_a_subject_is_no_budget(text):
    assert read_field("budget", text) is None
