import { type Asked, type Command, EXIT, noOperands, wholeNumber } from './command.ts';

const PORT_MAX = 65_535;
const usage = 'serve [--port N] [--host ADDRESS]';

export const command: Command = {
  usage,
  does: 'Runs the server with its pages on this machine until it is stopped by Ctrl-C or clientele stop. The other commands then work through it.',
  options: {
    port: { value: 'N', does: 'Port to listen on; 0 takes any that is free' },
    host: {
      value: 'ADDRESS',
      does: 'Address of this machine to listen on; otherwise CLIENTELE_HOST, otherwise 127.0.0.1. Another one takes a proxy in front that brings TLS, and an owner with a second factor',
    },
    'without-second-factor': { does: 'Listens there although no owner has one' },
  },
  examples: ['clientele serve --port 4000', 'clientele serve --host 192.0.2.10'],
  exits: {
    0: 'stopped as asked',
    1: 'refused: another process owns this data, the port is taken, or no owner has a second factor',
  },
  run,
};

async function run(asked: Asked): Promise<number> {
  noOperands(asked, `clientele ${usage}`);
  const port = wholeNumber(asked, 'port', { min: 0, max: PORT_MAX, usage: `clientele ${usage}` });
  const { serve } = await import('../server/serve.ts');
  await serve(asked.env, {
    ...(port !== undefined && { port }),
    host: asked.values.host,
    withoutSecondFactor: asked.flags.has('without-second-factor'),
  });
  return EXIT.done;
}
