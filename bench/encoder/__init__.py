"""The two networks of ``bench/train_encoder.py``: the large one that judges, the small one that is shipped."""
