const shape = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;
const unitMs = [86_400_000, 3_600_000, 60_000, 1000, 1] as const;
/** A year: a longer step or window is a slip of the pen. */
const longestMs = 366 * 86_400_000;

/** `1h30m` -> 5,400,000 ms; units `d h m s ms`, large to small. Undefined where it is no duration, or over a year. */
export function parseDuration(text: string): number | undefined {
  const parts = shape.exec(text.trim());
  if (parts === null) return undefined;
  const ms = unitMs.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit, 0);
  return ms <= longestMs ? Math.round(ms) : undefined;
}

/** 5,400,000 ms -> `1h30m`: the shortest text that `parseDuration` reads back to the same value. */
export function formatDuration(ms: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
    ['ms', 1],
  ] as const;
  let rest = Math.max(0, Math.round(ms));
  let text = '';
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}
