import { runCommandLine } from './run.ts';
import { screenOn } from './screen.ts';

// A reader such as `head` that has seen enough is no fault.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

const line = process.argv.slice(2);
const { NO_COLOR: noColour, TERM: terminal } = process.env;
const colours = !noColour && terminal !== 'dumb' && !line.includes('--no-color');
process.exitCode = await runCommandLine(line, {
  env: process.env,
  screen: screenOn({ out: process.stdout, error: process.stderr, colours }),
});
