"""Tables in Markdown, and the last one: what is promised, what was measured, whether it holds."""
import os
import platform
from datetime import datetime, timezone


class Report:
    def __init__(self, settings):
        self.lines = []
        self.promises = []
        self.has_failed = False
        self.by_processor_time = settings.by_processor_time
        self.load_at_start = os.getloadavg()[0]

    def text(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title, header, rows):
        """A row whose first cell is the mean is set apart by the caller; cells are text."""
        self.text(f"\n{title}\n")
        self.text("| " + " | ".join(header) + " |")
        self.text("|---" + "|---:" * (len(header) - 1) + "|")
        for row in rows:
            self.text("| " + " | ".join(row) + " |")

    def promise(self, what, asked, measured, holds):
        self.promises.append((what, asked, measured, holds))

    def fail(self, message):
        """A measurement that could not be made or a result that was wrong."""
        self.has_failed = True
        self.text(f"\nNOT MEASURED: {message}")

    def close(self, markdown, strict):
        if self.promises:
            rows = [(what, asked, measured, "yes" if holds else "**no**") for what, asked, measured, holds in self.promises]
            self.table("What is promised:", ("what", "asked", "measured", "holds"), rows)
        self.text(f"\n{self.circumstances()}")
        if markdown:
            with open(markdown, "w") as file:
                file.write("\n".join(self.lines) + "\n")
        missed = strict and not all(holds for *_, holds in self.promises)
        return 1 if self.has_failed or missed else 0

    def circumstances(self):
        kind = "processor time" if self.by_processor_time else "wall time"
        return (f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {processor_name()}, {kind}; "
                f"load when it began {self.load_at_start:.1f}, at the end {os.getloadavg()[0]:.1f}")


def processor_name():
    try:
        with open("/proc/cpuinfo") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.machine()
