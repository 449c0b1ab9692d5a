import { expect, test } from 'vitest';
import { isDisturbed, unraced } from './unraced.ts';

test('what nobody came before is tried once, what somebody did anew, and not for ever', async () => {
  const turns = async (isRaced: (turn: number) => boolean) => unraced(async (turn) => turn, isRaced, 1);
  expect(await turns(() => false)).toBe(1);
  expect(await turns((turn) => turn < 3)).toBe(3);
  expect(await turns(() => true)).toBe(5);
});

test('an object is disturbed where somebody else is listed who was not before', () => {
  const by = (...managers: string[]) => ({
    metadata: { managedFields: managers.map((manager) => ({ manager, operation: 'Update' })) },
  });
  expect(isDisturbed(by('kube-covenant'), [by('kube-covenant', 'kube-covenant-apply'), undefined])).toBe(false);
  expect(isDisturbed(by('kubelet'), [by('kubelet', 'kube-covenant')])).toBe(false);
  expect(isDisturbed(by('kube-covenant'), [by('kube-covenant'), by('kube-covenant', 'kubelet')])).toBe(true);
});
