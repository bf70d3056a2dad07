import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oneAfterAnother } from './read-turns.ts';

/** Work that says when it begins and ends when it is told to. */
function held(begun: string[], name: string) {
  let end: (value: string) => void = () => undefined;
  const ended = new Promise<string>(resolve => {
    end = resolve;
  });
  return {
    end: () => end(name),
    work: () => {
      begun.push(name);
      return ended;
    },
  };
}

test('one begins when the one before has ended, in the order asked for', async () => {
  const inTurn = oneAfterAnother();
  const begun: string[] = [];
  const [first, second] = [held(begun, 'first'), held(begun, 'second')];
  const answers = [inTurn(first.work), inTurn(second.work)];
  await pause(20);
  expect(begun).toEqual(['first']);
  first.end();
  await answers[0];
  second.end();
  expect(await Promise.all(answers)).toEqual(['first', 'second']);
});

test('one that takes long does not keep the others waiting', async () => {
  const inTurn = oneAfterAnother();
  const begun: string[] = [];
  const long = held(begun, 'long');
  const waiting = inTurn(long.work);
  expect(await inTurn(() => Promise.resolve('short'))).toBe('short');
  long.end();
  expect(await waiting).toBe('long');
});

test('one that fails says so to who asked for it alone', async () => {
  const inTurn = oneAfterAnother();
  const failing = inTurn(() => Promise.reject(new Error('no such table')));
  const next = inTurn(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('no such table');
  expect(await next).toBe('next');
});
