import { describe, expect, test } from 'vitest';
import { githubAnnotations } from './github.ts';
import { clean, crowded, sample } from './sample.test-data.ts';

describe('annotations', () => {
  test('name each broken promise in one line, whatever the target said', () => {
    const lines = githubAnnotations(sample).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^::error title=[^:,]+::\S/);
    expect(lines.join('\n')).not.toContain('\u001b');
  });

  test('are as many as GitHub shows; the last one says how many more there are', () => {
    const lines = githubAnnotations(crowded).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error title=11 more broken promises::The job summary has all of them.');
  });

  test('are none where nothing is broken', () => {
    expect(githubAnnotations(clean)).toBe('');
  });
});
