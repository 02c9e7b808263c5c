"""Texts for the benchmark of characters: in goes the data folder, out come clean texts of one half, and others that we composed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.data_sets import health_sentences, records, statute_articles, taiwan_articles

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

JAPANESE = (
    "病院の予算は年度の初めに前払いとする。",
    "県は、診療所の職員の給与を毎年見直さなければならない。",
    "お問い合わせは医療政策課までお願いいたします。",
    "ワクチンの接種はかかりつけ医で受けられます。",
    "第三条　この条例において「医療連携」とは、次に掲げるものをいう。",
    "ｶﾅ表記の氏名は半角で入力してください。",
    "サービスの利用にはログインが必要です。",
    "されている場合がありますので、ご注意ください。",
    "高齢者の在宅医療・介護を支えるしくみをつくる",
    "薬価は二年ごとに改定される（令和四年四月一日施行）。",
)
KOREAN = (
    "병원 예산은 연초에 미리 지급한다.",
    "군은 보건소 직원의 급여를 매년 다시 정하여야 한다.",
    "제3조(정의) 이 조례에서 사용하는 용어의 뜻은 다음과 같다.",
    "문의 사항은 의료정책과로 연락하여 주시기 바랍니다.",
    "韓國의 醫療保險 制度는 1989년부터 全國民에게 適用되었다.",
    "백신 접종은 가까운 의원에서 받을 수 있습니다.",
)
SYMBOLS = (
    "①②③④⑤⑥⑦⑧⑨⑩",
    "⑴⑵⑶⒈⒉⒊㈠㈡㈢",
    "ⅠⅡⅢⅣⅤⅥⅦ",
    "室温20℃±2℃，㎎、㎏、㎡、㎝、㏄",
    "α、β、γ、δ、ε、ζ、η、θ",
    "Νοσοκομείο και φαρμακείο",
    "Больница и поликлиника района",
    "→←↑↓↗↘■□▲△●○◎★☆◆◇※",
    "┌──┬──┐│　│　│└──┴──┘",
    "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏ ㄧㄨㄩ",
    "∑∏∫√∞≈≠≤≥±×÷∠⊥∥∵∴",
    "“‘’”——……《〈〉》【】〔〕「」『』",
    "￥¥£€＄℅№℡㊣",
    "２０２１年ＡＢＣ：１２％，（试行）",
    "déjà vu – Größe – señor – ÇÃO – Łódź – Ångström",
    "ĀÁǍÀ ēéěè īíǐì ōóǒò ūúǔù ǖǘǚǜü",
    "😀🏥👍🏽👨‍👩‍👧 ❤️ ✓✔✗",
    "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩",
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "魑魅魍魉、饕餮、耄耋、踽踽、龃龉、旮旯、囹圄",
    "砷、硒、镉、铊、铍、氰、苯并芘、邻苯二甲酸酯、氯菊酯",
    "郭鑫、李淼、王骉、赵犇、孙喆、钱堃、吴祎、郑彧",
    "涓流、浏阳、璀璨、瑷珲、鐵路、鎮、鍾、鄭、遼、閩",
    "囧、槑、奣、嘦、巭、怹、甭、孬、夯",
    "黴菌、癲癇、齲齒、齟齬、鬱鬱、釁、爨、籲",
    "鱸鰻鯉鮪鰹鯖鱈鮭鯛鰈",
    "\u3000\u3000\u00a0\u2003\u2009。",
)
OTHERS = (
    "Bệnh viện huyện được cấp kinh phí từ đầu năm.",
    "โรงพยาบาลได้รับงบประมาณล่วงหน้า",
    "يحصل المستشفى على ميزانيته مقدما",
    "בית החולים מקבל את תקציבו מראש",
    "अस्पताल को बजट पहले ही मिल जाता है।",
    "L’hôpital reçoit son budget à l’avance ; « c’est nécessaire », dit-il.",
    "Die Krankenhäuser müssen Überschüsse zurückzahlen („übermäßig“).",
    "A INFORMAÇÃO À POPULAÇÃO É OBRIGAÇÃO DA ADMINISTRAÇÃO",
    "Zdravotnická zařízení v Łodzi a Přerově – příspěvky",
)
"""Sentences and lists of our own in what a careless repairer takes for garbled Chinese."""

COUNTS = {"stard": 3000, "zh": 1000, "hant": 2500, "en": 1200, "tico": 700, "mixed": 700, "japanese": 300, "korean": 200, "symbols": 400}
"""10,000 clean items, by kind."""


def read_texts(data: Path, parity: int) -> dict[str, list[str]]:
    """Return the texts at even (0) or odd (1) places of their files, by kind."""
    pairs = taiwan_articles(data)[parity::2]
    tico = health_sentences(data)[parity::2]
    return {
        "stard": [record["text"] for record in statute_articles(data)[parity::2]],
        "zh": [record["zh"] for record in pairs],
        "hant": [record["zh_hant"] for record in pairs],
        "en": [record["en"] for record in pairs],
        "tico": [record[key] for record in tico for key in ("zh", "en")],
        "mixed": [f"{record['zh']}（{record['en']}）" for record in tico]
        + [f"{record['law_en']}：{record['zh_hant']}" for record in pairs],
    }


def clean_items(source: dict[str, list[str]], chooser: random.Random) -> list[str]:
    """Return 10,000 clean items: of the data, and composed of our own sentences."""
    composed = {"japanese": JAPANESE, "korean": KOREAN, "symbols": (*SYMBOLS, *OTHERS)}
    items: list[str] = []
    for kind, count in COUNTS.items():
        if kind in composed:
            items += [_composed(composed[kind], chooser) for _ in range(count)]
        else:
            items += chooser.sample(source[kind], count)
    return items


def ftfy_cases(data: Path) -> list[dict[str, Any]]:
    """Return ftfy's own cases: ``garbled``, ``gold``, and which set they are of."""
    return records(data, "mojibake/ftfy_cases")


def _composed(sentences: Sequence[str], chooser: random.Random) -> str:
    return chooser.choice(("", " ", "\n")).join(chooser.sample(sentences, chooser.randint(1, 3)))
