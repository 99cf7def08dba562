"""The families of standards and the natures a number can state."""

from enum import StrEnum


class Family(StrEnum):
    """Who stands behind a standard, as far as its number tells (Standardization Law, article 2)."""

    NATIONAL = "national"  # 国家标准 GB, GB/T, GB/Z, GBZ
    SECTOR = "sector"  # 行业标准 JB/T, HJ, ZB
    LOCAL = "local"  # 地方标准 DB44, DB4403/T, DBS52
    ASSOCIATION = "association"  # 团体标准 T/CECS
    ENTERPRISE = "enterprise"  # 企业标准 Q/GDW
    CONSTRUCTION = "construction"  # 工程建设标准 GBJ, JGJ, DBJ
    METROLOGY = "metrology"  # 计量技术规范 JJG, JJF
    MILITARY = "military"  # 国家军用标准 GJB
    SAMPLE = "sample"  # 国家标准样品 GSB
    REGULATION = "regulation"  # 规范性文件 TSG, 农业部…号公告
    INTERNATIONAL = "international"  # 国际标准 ISO, IEC, ITU
    FOREIGN = "foreign"  # 国外标准 ASTM, EN, DIN

    @property
    def is_standard(self) -> bool:
        """Whether what is numbered so is a standard in the sense of the Law (标准化法 §2).

        ``METROLOGY`` (JJG, JJF) and ``REGULATION`` (TSG, ministry announcements, appraisal
        outlines) are numbered like standards and are none: they rest on other laws.
        """
        return self not in (Family.METROLOGY, Family.REGULATION)


class Nature(StrEnum):
    """What the number says about binding force (Standardization Law, articles 2 and 10 to 12)."""

    MANDATORY = "mandatory"  # 强制性
    RECOMMENDED = "recommended"  # 推荐性, marked /T
    GUIDANCE = "guidance"  # 指导性技术文件, marked /Z


MARK_OF_NATURE = {Nature.RECOMMENDED: "/T", Nature.GUIDANCE: "/Z"}
NATURE_OF_MARK = {"T": Nature.RECOMMENDED, "Z": Nature.GUIDANCE}
