"""Người và đơn vị: people, workshops, bodies above and the names the house bore, each by its dates."""
