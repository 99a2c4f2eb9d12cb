"""Small exact experiments for one idea of the article each.

In the order in which data flows:

    functions/  Functions: λ, application, types
"""
