"""The tables of the slice."""

from biaozhun.cloud.green_channel.models.ground import OwnGround
from biaozhun.cloud.green_channel.models.use import Check, Finding, LeftOutStep, Use

__all__ = ["Check", "Finding", "LeftOutStep", "OwnGround", "Use"]
