"""Signing in: what django-allauth and django-axes are told of this installation."""
