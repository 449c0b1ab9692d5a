import { cpus } from 'node:os';

/** One measured figure, with its goal where there is one. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: { readonly least?: number; readonly most?: number };
}

/** What was measured on: absolute figures mean nothing without it. */
export function heading(): string {
  const processors = cpus();
  return `Node ${process.version}, ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}\n\n`;
}

/** One line: figure, goal, and whether it is met. */
export function row({ what, value, unit, goal }: Figure): string {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
  const wanted =
    goal?.least !== undefined ? `at least ${goal.least}` : goal?.most !== undefined ? `at most ${goal.most}` : '';
  const met = value >= (goal?.least ?? Number.NEGATIVE_INFINITY) && value <= (goal?.most ?? Number.POSITIVE_INFINITY);
  return (
    `${what.padEnd(64)}${`${shown} ${unit}`.padStart(16)}  ${wanted && `${wanted} ${unit}: ${met ? 'met' : 'MISSED'}`}`.trimEnd() +
    '\n'
  );
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
