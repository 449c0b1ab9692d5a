import { sameJson, valueAt } from '../json.ts';
import { explain, type Judgement, type ObservedWrite } from './update-rules.ts';

/**
 * metadata.generation counts the states of the spec: it rises where the spec changed, and only there. A kind that counts none
 * has none, and must not get one from a write to something else (api-conventions, "Metadata").
 */
export function judgeGeneration(write: ObservedWrite): Judgement {
  const { before, after, status, answer } = write;
  const [from, to] = [before, after].map((object) => valueAt(object, ['metadata', 'generation']));
  const said = status < 400 ? '' : `: ${explain(answer)}`;
  const actual = `answer ${status}${said}; it was ${from ?? 'absent'}, is ${to ?? 'absent'}`;
  const broken = (reason: string, expected: string): Judgement => ({
    kept: false,
    effect: 'other',
    reason,
    expected,
    actual,
  });
  if (sameJson(before['spec'], after['spec']))
    return from === to
      ? { kept: true }
      : broken('metadata.generation changes, and the spec does not', `metadata.generation stays ${from ?? 'absent'}`);
  if (from === undefined || Number(to) > Number(from)) return { kept: true };
  return broken('metadata.generation does not rise when the spec changes', `metadata.generation above ${from}`);
}
