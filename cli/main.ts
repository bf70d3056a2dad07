import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What Node compiled once it need not compile again: a command starts in half the time. So all else loads after it.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'clientele'));
const [{ runCommandLine }, { screenOn }, { toldError }] = await Promise.all([
  import('./run.ts'),
  import('./screen.ts'),
  import('./told.ts'),
]);

// A reader such as `head` that has seen enough is no fault; the command goes on to close what it opened.
process.stdout.on('error', error => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});

const line = process.argv.slice(2);
const { NO_COLOR: noColour, TERM: terminal } = process.env;
const colours = !noColour && terminal !== 'dumb' && !line.includes('--no-color');
const surroundings = {
  env: process.env,
  screen: screenOn({ out: process.stdout, error: process.stderr, colours }),
};

// What nobody waits for can break as well; what the stores hold is sound, as after a power cut.
process.on('uncaughtException', error => {
  void toldError(error, { ...surroundings, json: false }).then(code => process.exit(code));
});
process.exitCode = await runCommandLine(line, surroundings);
