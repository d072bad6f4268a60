"""Writes the samples of this folder that are text, with Python's own csv and json, as the trainers do."""

import csv
import json
import math
import pathlib

HERE = pathlib.Path(__file__).parent
LOSSES = [2.5, 1.25, 0.1 + 0.2, math.nan, math.inf, -math.inf, 5e-324, 1.7976931348623157e308]

# Lightning's CSVLogger: csv.DictWriter over the sorted names, rows without the values that were not logged.
with open(HERE / "lightning.csv", "w", newline="") as file:
    writer = csv.DictWriter(file, fieldnames=["epoch", "step", 'loss, "weighted"\nby class', "val_loss"])
    writer.writeheader()
    for step, loss in enumerate(LOSSES):
        writer.writerow({"epoch": step // 4, "step": step * 50 + 49, 'loss, "weighted"\nby class': loss})
        if step % 4 == 3:
            writer.writerow({"epoch": step // 4, "step": step * 50 + 49, "val_loss": 1 / (step + 1)})

# Keras' CSVLogger: the same with its own order, a separator of the user's, and NA for what stopped being there.
for name, dialect in {"keras.csv": "excel", "keras.tsv": "excel-tab"}.items():
    with open(HERE / name, "w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=["epoch", "accuracy", "loss", "val_loss"], dialect=dialect)
        writer.writeheader()
        for epoch, loss in enumerate(LOSSES):
            writer.writerow({"epoch": epoch, "accuracy": epoch / 8, "loss": loss, "val_loss": "NA" if epoch % 2 else loss})

# A table whose every field is quoted.
with open(HERE / "quoted.csv", "w", newline="") as file:
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(["step", "loss", "note"])
    writer.writerows([step, loss, 'a "b",\r\nc'] for step, loss in enumerate(LOSSES))

# TrainerState.save_to_json: indented, sorted, with Python's NaN.
history = [{"epoch": step / 10, "learning_rate": 2e-05, "loss": loss, "step": step} for step, loss in enumerate(LOSSES)]
state = {"epoch": 0.7, "global_step": 7, "is_world_process_zero": True, "log_history": history, "total_flos": 4.1e17, "trial_name": "größer\u2028als"}
(HERE / "trainer_state.json").write_text(json.dumps(state, indent=2, sort_keys=True) + "\n", encoding="utf-8")

# A record a line, as loggers append them.
with open(HERE / "metrics.jsonl", "w", encoding="utf-8") as file:
    for step, loss in enumerate(LOSSES):
        file.write(json.dumps({"step": step, "train": {"loss": loss}, "note": "größer \"als\""}) + "\n")
