import { type Asked, type Command, EXIT, noOperands, wholeNumber } from './command.ts';

const PORT_MAX = 65_535;
const usage = 'serve [--port N]';

export const command: Command = {
  usage,
  does: 'Runs the server with its pages on this machine until it is stopped by Ctrl-C or clientele stop. The other commands then work through it.',
  options: { port: { value: 'N', does: 'Port on 127.0.0.1; 0 takes any that is free' } },
  examples: ['clientele serve --port 4000'],
  exits: { 0: 'stopped as asked', 1: 'refused: another process owns this data, or the port is taken' },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const port = wholeNumber(asked, 'port', { min: 0, max: PORT_MAX, usage: `clientele ${usage}` });
  const { serve } = await import('../server/serve.ts');
  await serve(asked.env, port === undefined ? {} : { port });
  return EXIT.done;
}
