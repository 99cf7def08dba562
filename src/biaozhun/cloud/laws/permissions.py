"""Who may keep the register of laws."""

from biaozhun.cloud.accounts.models import Role

KEEPS_LAWS = Role.CATALOGUER
