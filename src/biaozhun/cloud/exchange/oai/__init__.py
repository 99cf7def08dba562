"""The provider of OAI-PMH 2.0: arguments, records and answers of the protocol."""
