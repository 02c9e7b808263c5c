"""Labels of a site are known wherever only a site says them, at a page's edges where a text could, and never in a law."""

from __future__ import annotations

import pytest

from cleaners.site_labels import is_site_label


@pytest.mark.parametrize(
    "line",
    [
        "【打印此页】",
        "[返回上级]",
        "关于我们 | 网站地图 | 法律声明",
        "微信 / 微博 / 抖音",
        "Privacy | Terms of use | Cookies",
        "上一篇　下一篇",
        "Skip to main content",
        "网站访问量：88,213次",
        "当前第2页",
        "#医保新政# #民生#",
        "（责任编辑：罗一）",
        "初审：罗一 复审：金二 终审：水三",
        "（文图源自网络，如有侵权请联系删除）",
        "公安备案号：11010000000000",
        "全国违法和不良信息举报电话：12377",
        "信息网络传播视听节目许可证：0101234",
        "新闻热线：0311-55550000",
        "READ ALSO: County hospitals share one budget",
        "Photo by Wen Qiao",
    ],
)
@pytest.mark.parametrize("at_edge", [True, False])
def test_what_only_a_site_says_is_known_anywhere(line: str, *, at_edge: bool) -> None:
    assert is_site_label(line, at_edge=at_edge)


@pytest.mark.parametrize(
    "line", ["无障碍", "附件下载", "发表评论", "Search", "Newsletter", "主办单位：某市医疗保障局", "标签：医保，改革", "Tags: health", "完"]
)
def test_what_a_text_may_have_too_is_known_at_the_edges_alone(line: str) -> None:
    assert is_site_label(line, at_edge=True)
    assert not is_site_label(line, at_edge=False)


@pytest.mark.parametrize(
    "line",
    [
        "确定。",
        "一、主办单位：某市医疗保障局",
        "无障碍设施建设",
        "Accessibility of public buildings",
        "下列场所应当提供无障碍服务",
        "增值电信业务经营许可证",
        "咨询电话：0311-55550000",
        "违法和不良信息举报电话应当公布。",
        "Read more than one offer before you sign.",
    ],
)
def test_words_of_a_text_are_none(line: str) -> None:
    assert not is_site_label(line, at_edge=True)
