import type { Command } from './command.ts';

/** The commands in the order of the help; each file is loaded only when its command is asked for. */
export const COMMANDS: Readonly<Record<string, { does: string; load: () => Promise<{ command: Command }> }>> =
  {
    import: { does: 'Take in files of facts', load: () => import('./import.ts') },
    inspect: {
      does: 'Look at a file: its tables, and what they seem to be',
      load: () => import('./inspect.ts'),
    },
    keep: { does: 'Keep what was checked', load: () => import('./keep.ts') },
    mend: { does: 'List and mend rows that were not kept', load: () => import('./mend.ts') },
    cancel: { does: 'Cancel an import, or put a checked one away', load: () => import('./cancel.ts') },
    undo: { does: 'Undo an import', load: () => import('./undo.ts') },
    batches: { does: 'List all imports', load: () => import('./batches.ts') },
    lineage: { does: 'Which imports made each month', load: () => import('./lineage.ts') },
    presets: { does: 'Saved mappings', load: () => import('./presets.ts') },
    watch: { does: 'Folders whose files come in by themselves', load: () => import('./watch.ts') },
    people: {
      does: 'Who works with the book; invite, links to sign in by',
      load: () => import('./people.ts'),
    },
    audit: {
      does: 'The log: who changed, read behind walls or was refused what',
      load: () => import('./audit.ts'),
    },
    months: { does: 'Show, close or reopen months', load: () => import('./months.ts') },
    model: {
      does: 'The cost model, its versions, and what another would change',
      load: () => import('./model.ts'),
    },
    scenario: { does: 'What if: prices, terms, service, volumes', load: () => import('./scenario.ts') },
    portfolio: { does: 'The headline, and who earns and who loses', load: () => import('./portfolio.ts') },
    views: { does: 'Pages to come back to, under a name', load: () => import('./views.ts') },
    walls: { does: 'Rivals, who is let in, and who can see a customer', load: () => import('./walls.ts') },
    value: {
      does: 'What customers will be worth, of the book or of a file of purchases',
      load: () => import('./value.ts'),
    },
    customer: { does: 'Profit and loss of one customer', load: () => import('./customer.ts') },
    bridge: { does: 'From the profit of one period to another’s', load: () => import('./bridge.ts') },
    decisions: {
      does: 'Large in revenue, small in profit: what was decided',
      load: () => import('./decisions.ts'),
    },
    expedites: {
      does: 'Hours and money that expedites took',
      load: () => import('./expedites.ts'),
    },
    products: {
      does: 'Products that lose money with a customer, and what could be done',
      load: () => import('./products.ts'),
    },
    reconcile: {
      does: 'Customers against the ledger, to the last digit',
      load: () => import('./reconcile.ts'),
    },
    explain: { does: 'How a figure came about, down to file and row', load: () => import('./explain.ts') },
    measurements: { does: 'What to measure first', load: () => import('./measurements.ts') },
    capacity: { does: 'Used and unused capacity by pool and month', load: () => import('./capacity.ts') },
    drivers: { does: 'What was counted: orders, lines, returns …', load: () => import('./drivers.ts') },
    example: { does: 'Load or remove the example company', load: () => import('./example.ts') },
    backup: { does: 'Write everything to one file', load: () => import('./backup.ts') },
    restore: { does: 'Fill an empty data folder from a backup', load: () => import('./restore.ts') },
    doctor: { does: 'Say what is wrong and how to mend it', load: () => import('./doctor.ts') },
    serve: { does: 'Run the server until it is stopped', load: () => import('./serve.ts') },
    stop: { does: 'Stop the running server', load: () => import('./stop.ts') },
  };
