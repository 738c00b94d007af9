"""Tests that need a language model: `make test-model`."""
