import { expect, test } from 'vitest';
import { refuseWeak } from './new-password.ts';

test.each(['', 'elevenchars', 'x'.repeat(129)])(
  '%j has not as many characters as a password has',
  async given => {
    await expect(refuseWeak(given)).rejects.toThrow('12 to 128 characters');
  },
);

test.each([
  'qwerty123456',
  'QWERTY123456',
  '1qaz2wsx3edc',
  'passwordpassword',
  'Monkey123Monkey123',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
])('%s is tried first', async given => {
  await expect(refuseWeak(given)).rejects.toThrow('tried first');
});

test.each([
  'correct horse battery staple',
  'twelve chars',
  'passwordpasswords',
  'x'.repeat(60) + 'y'.repeat(68),
])('%s can be one', async given => {
  await refuseWeak(given);
});
