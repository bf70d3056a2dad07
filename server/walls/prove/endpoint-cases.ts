import { figuresOf } from './figure-addresses.ts';
import type { Target } from './target.ts';

/** A request below /api. */
export interface Asked {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: object;
  readonly bytes?: string;
  /** Its answer is looked through and not compared: it names what only now came to be, or what others have too. */
  readonly isNew?: boolean;
}

type Cases = (target: Target, at: { readonly model: object }) => readonly Asked[];

const at = (path: string, query: Readonly<Record<string, string>> = {}): Asked => {
  const search = new URLSearchParams(query).toString();
  return { path: search === '' ? path : `${path}?${search}` };
};
const post = (path: string, body: object = {}): Asked => ({ path, method: 'POST', body });
const remove = (path: string): Asked => ({ path, method: 'DELETE' });
/** What comes back has an id and a content address of its own, which nobody else's is like. */
const sent = (path: string, bytes: string): Asked => ({
  ...{ path: `${path}?file=proof.csv`, method: 'POST', bytes, isNew: true },
});
const PERIODS = ['all', '2025'] as const;
const inEach = (path: string, query: Readonly<Record<string, string>> = {}) =>
  PERIODS.map(period => at(path, { ...query, period }));
const SCENARIO = { changes: [{ kind: 'price', share: 0.1 }], reaction: { low: -1, high: 0 } };
const aimedAt = (target: Target) => ({
  ...SCENARIO,
  changes: [{ kind: 'price', share: 0.1, customer: target.customerKey }],
});
/** By the whole number, the id, and how the number begins: of that others may be found, so it is only looked through. */
const searching = (target: Target, path: string, more: Readonly<Record<string, string>> = {}): Asked[] => [
  ...[target.customerKey, target.customer].map(search => at(path, { ...more, search })),
  { ...at(path, { ...more, search: target.customerKey.slice(0, 3) }), isNew: true },
];
const DAY = '2999-12-31';
/** Else how far a forecast is would differ from one answer to the next. */
const WAITING = { wait: '60' };
const UNSIGNED = { id: 'proof', rawId: 'proof', type: 'public-key', clientExtensionResults: {} };
const MADE = { clientDataJSON: 'proof', attestationObject: 'proof' };
const SIGNED = { clientDataJSON: 'proof', authenticatorData: 'proof', signature: 'proof' };

/**
 * How each endpoint of the contract is asked about somebody's customer. One that has no case here is a hole in the proof, and
 * the sweep says so. What asks for nothing of a customer is asked as it is.
 */
export const ENDPOINT_CASES: Readonly<Record<string, Cases>> = {
  // Facts and files
  batches: () => [at('/batches')],
  batch: ({ batch }) => [at(`/batches/${batch}`)],
  batchProgress: ({ batch }) => [at(`/batches/${batch}/progress`)],
  problems: ({ batch }) => [at(`/batches/${batch}/problems`)],
  problemFile: ({ batch }) => [at(`/batches/${batch}/problems.csv`)],
  rowsToMend: ({ batch }) => [at(`/batches/${batch}/mends`)],
  undoPreview: ({ batch }) => [at(`/batches/${batch}/undo`)],
  keep: ({ batch }) => [post(`/batches/${batch}/keep`)],
  discard: ({ batch }) => [post(`/batches/${batch}/discard`)],
  cancel: ({ batch }) => [post(`/batches/${batch}/cancel`)],
  undo: ({ batch }) => [post(`/batches/${batch}/undo`)],
  mendRow: ({ batch }) => [post(`/batches/${batch}/mends`, { row: 2, cells: {} })],
  unmendRow: ({ batch }) => [remove(`/batches/${batch}/mends/2`)],
  importMends: ({ batch }) => [post(`/batches/${batch}/mends/import`)],
  importFile: ({ customerKey }) => [
    sent('/batches', `order,customer,product,day,quantity,amount\nPROOF,${customerKey},PROOF,never,1,1\n`),
    sent('/batches', `customer,name\n${customerKey},\n`),
  ],
  inspectFile: ({ customerKey }) => [sent('/files', `customer,name\n${customerKey},Proof\n`)],
  inspection: ({ file }) => [at(`/files/${file}`), at(`/files/${file}`, { file: 'proof.csv' })],
  guessMapping: ({ file }) => [post(`/files/${file}/guess`, { kind: 'order-lines' })],
  preview: ({ file }) => [post(`/files/${file}/preview`)],
  checkUploaded: ({ file }) => [post(`/files/${file}/check`, { file: 'proof.csv' })],
  importUploaded: ({ file }) => [post(`/files/${file}/import`, { file: 'proof.csv' })],
  presets: () => [at('/presets')],
  savePreset: () => [post('/presets', { name: 'proof', mapping: {} })],
  removePreset: () => [remove('/presets/proof')],
  presetFile: () => [at('/presets/proof/file')],
  importPreset: () => [post('/presets/file')],
  watchedFolders: () => [at('/watched-folders')],
  watchFolder: () => [post('/watched-folders', { path: '/nowhere-to-be-found' })],
  unwatchFolder: ({ batch }) => [remove(`/watched-folders/${batch}`)],
  lineage: () => [at('/lineage')],
  book: () => [at('/book')],
  layouts: () => [at('/layouts')],
  closeMonth: () => [post('/months/1999-01/close')],
  reopenMonth: () => [post('/months/1999-02/reopen', { reason: 'proof' })],
  loadExample: () => [post('/example')],
  removeExample: () => [remove('/example')],
  // Customers
  findCustomers: target => [
    ...['', 'a'].map(search => at('/customers', { search })),
    ...searching(target, '/customers'),
  ],
  // Measures and profit
  drivers: () => inEach('/drivers'),
  portfolio: () => inEach('/portfolio'),
  reconciliation: () => inEach('/reconciliation'),
  capacity: () => inEach('/capacity'),
  companyYear: () => [at('/company'), ...['2024', '2025', '1999'].map(year => at('/company', { year }))],
  measurements: () => inEach('/measurements'),
  fields: () => inEach('/portfolio/fields'),
  groups: () =>
    ['segment', 'country', 'owner', 'grade', 'parent'].flatMap(by => inEach('/portfolio/groups', { by })),
  selection: target => [
    ...inEach('/portfolio/selection'),
    ...PERIODS.flatMap(period => searching(target, '/portfolio/selection', { period })),
  ],
  bridge: ({ customer, customerKey }) => [
    at('/bridge', { from: '2024', to: '2025' }),
    ...[customer, customerKey].map(one => at('/bridge', { from: '2024', to: '2025', customer: one })),
  ],
  ranking: target => [
    ...inEach('/portfolio/customers'),
    at('/portfolio/customers', { sort: 'name' }),
    ...searching(target, '/portfolio/customers'),
  ],
  rankingFile: () => [
    at('/portfolio/customers/file', { format: 'csv' }),
    at('/portfolio/customers/file', { format: 'xlsx' }),
  ],
  customer: ({ customer, customerKey }) => [
    ...inEach(`/customers/${customer}`),
    ...inEach(`/customers/${customerKey}`),
  ],
  customerLines: ({ customer, customerKey }) => [
    ...inEach(`/customers/${customer}/lines`),
    ...inEach(`/customers/${customerKey}/lines`),
  ],
  expedites: () => ['customer', 'month', 'reason', 'tier'].flatMap(by => inEach('/expedites', { by })),
  decisions: () => inEach('/decisions'),
  customerDecisions: ({ customer }) => [at(`/customers/${customer}/decisions`)],
  decide: ({ customer }) => [
    post(`/customers/${customer}/decisions`, {
      ...{ enough: false, action: 'proof', owner: 'proof', reviewOn: DAY },
    }),
  ],
  productMap: target => [
    ...inEach('/products'),
    at('/products', { customer: target.customer }),
    at('/products', { product: target.product }),
    at('/products', { search: target.customerKey }),
  ],
  lossCells: target => [
    ...inEach('/products/losses'),
    at('/products/losses', { customer: target.customer }),
    at('/products/losses', { product: target.product }),
  ],
  productCell: ({ customer, product }) => [at('/products/cell', { customer, product })],
  explain: target => figuresOf(target).map(figure => at('/explain', { figure, period: 'all' })),
  models: () => [at('/models')],
  startingModels: () => [at('/models/starting')],
  model: ({ model }) => [at(`/models/${model}`), at('/models/current')],
  timeline: () => [at('/model-timeline')],
  returnToTimeline: ({ batch }) => [post(`/model-timeline/${batch}`)],
  compareModels: ({ model }) => [at(`/models/${model}/differences`, { with: 'current' })],
  useModel: () => [post('/models', {})],
  previewModel: (_, { model }) => [post('/models/preview?period=all', model)],
  recosting: (_, { model }) => [post('/models/recosting?period=all', model)],
  scenarios: () => [at('/scenarios')],
  saveScenario: target => [
    post('/scenarios', { name: 'proof', scenario: aimedAt(target) }),
    post('/scenarios', { name: 'proof', scenario: SCENARIO, customers: [target.customer] }),
    post('/scenarios', { id: target.scenario, revision: 1, name: 'proof', scenario: SCENARIO }),
  ],
  removeScenario: ({ scenario }) => [remove(`/scenarios/${scenario}`)],
  runScenario: target => [
    post('/scenarios/run?period=all', SCENARIO),
    post('/scenarios/run?period=all', aimedAt(target)),
  ],
  scenarioBasis: () => inEach('/scenarios/basis'),
  // Lifetime value
  value: () => [at('/value', WAITING), at('/value', { ...WAITING, until: '2025-06-30', unit: 'week' })],
  valueCustomers: target => [
    at('/value/customers', WAITING),
    at('/value/customers', { ...WAITING, sort: 'name', direction: 'ascending' }),
    ...searching(target, '/value/customers', WAITING),
  ],
  valueLapses: () => [at('/value/lapses', WAITING)],
  valuePredictability: target => [
    at('/value/predictability', { ...WAITING, sort: 'revenue', direction: 'descending' }),
    ...searching(target, '/value/predictability', WAITING),
  ],
  valueQuadrants: () => [at('/value/quadrants', WAITING)],
  valueReferrals: () => [at('/value/referrals', WAITING)],
  fitValue: () => [post('/value/fit?wait=60')],
  stopValue: () => [post('/value/stop?until=2024-12-31&wait=60')],
  customerValue: ({ customer, customerKey }) => [
    at(`/customers/${customer}/value`, WAITING),
    at(`/customers/${customerKey}/value`, WAITING),
  ],
  stateValueInput: ({ customer }) => [
    post(`/customers/${customer}/value-inputs`, {
      kind: 'spend',
      fields: { phase: 'build', day: '2025-01-01', amount: 1 },
    }),
  ],
  withdrawValueInput: ({ customer, valueInput }) => [
    post(`/customers/${customer}/value-inputs/${valueInput}/withdraw`),
  ],
  views: () => [at('/views')],
  saveView: ({ customer, view, viewName }) => [
    post('/views', { name: 'proof', address: `/customers/${customer}` }),
    { ...post('/views', { name: viewName, address: '/' }), isNew: true },
    post('/views', { id: view, revision: 1, name: 'proof again', address: '/' }),
  ],
  removeView: ({ view }) => [remove(`/views/${view}`)],
  // Walls
  walls: () => [at('/walls')],
  myWalls: () => [at('/walls/mine')],
  wallPeople: () => [at('/walls/people')],
  wallCustomers: target => [at('/walls/customers', { search: '' }), ...searching(target, '/walls/customers')],
  whoCanSee: ({ customer }) => [at(`/walls/customers/${customer}/who`)],
  attest: ({ customer }) => [post('/walls/attestations', { customer, version: 1 })],
  previewRivals: ({ customer }) => [post('/walls/rivals/preview', { customers: [customer] })],
  declareRivals: ({ customer }) => [post('/walls/rivals', { customers: [customer] })],
  leaveClass: ({ conflictClass, customer }) => [
    post(`/walls/classes/${conflictClass}/leave`, { customer, until: '1999-12-31' }),
  ],
  wallCustomer: ({ customer }) => [
    post('/walls/customers', { customer, reason: 'proof', until: '1999-12-31' }),
  ],
  nameByCode: ({ customer }) => [post('/walls/code-names', { customer, name: '' })],
  letIn: ({ customer }) => [
    post('/walls/participants', {
      ...{ person: 'per_nobody', customer, role: 'reader', purpose: 'proof', until: DAY },
    }),
  ],
  withdraw: ({ grant }) => [remove(`/walls/participants/${grant}x`)],
  setHandling: ({ customer }) => [post('/walls/handling', { customer })],
  setTraining: () => [post('/walls/trainings', { person: 'per_nobody', training: 'proof', until: DAY })],
  approveCrossing: ({ conflictClass, customer }) => [
    post('/walls/crossings', {
      ...{ person: 'per_nobody', class: conflictClass, to: customer, reason: 'proof', coolingOffDays: 1 },
    }),
  ],
  withdrawCrossing: ({ grant }) => [remove(`/walls/crossings/${grant}x`)],
  breakGlass: ({ customer }) => [
    post('/walls/break-glass', { person: 'per_nobody', customer, reason: 'proof', hours: 1 }),
  ],
  endBreakGlass: ({ breakGlass }) => [remove(`/walls/break-glass/${breakGlass}x`)],
  // The log
  audit: ({ customer, customerKey }) => [
    at('/audit', { limit: '1000' }),
    ...['write', 'read', 'refusal'].map(kind => at('/audit', { kind, limit: '1000' })),
    ...[customer, customerKey].map(one => at('/audit', { customer: one })),
    at('/audit', { person: 'local owner', from: '2000-01-01', until: DAY, below: '40' }),
  ],
  verifyAudit: () => [at('/audit/verify')],
  auditEntry: () => Array.from({ length: 40 }, (_, i) => at(`/audit/${i + 1}`)),
  // People
  me: () => [at('/me')],
  viewAs: ({ grant }) => [post('/me/viewing', { person: grant })],
  endViewing: () => [remove('/me/viewing')],
  people: () => [at('/people')],
  invite: () => [post('/people', { name: '', email: 'nobody', roles: [] })],
  changePerson: ({ grant }) => [post(`/people/${grant}`, { name: 'proof' })],
  removePerson: ({ grant }) => [remove(`/people/${grant}`)],
  resetLink: ({ grant }) => [post(`/people/${grant}/reset`)],
  teams: () => [at('/teams')],
  saveTeam: () => [post('/teams', { name: '' })],
  removeTeam: ({ grant }) => [remove(`/teams/${grant}`)],
  signInWays: () => [at('/sign-in')],
  signIn: () => [post('/sign-in', { email: 'nobody@example.invalid', password: 'proof proof proof' })],
  secondFactor: () => [post('/sign-in/second-factor', { code: '000000' })],
  seeLink: () => [post('/sign-in/link', { token: 'proof' })],
  redeemLink: () => [post('/sign-in/link/use', { token: 'proof', password: 'proof proof proof' })],
  forgotPassword: () => [post('/sign-in/forgotten', { email: 'nobody@example.invalid' })],
  beginProviderSignIn: () => [post('/sign-in/provider')],
  finishProviderSignIn: () => [post('/sign-in/provider/finish', { search: 'code=proof' })],
  signOut: () => [post('/sign-out')],
  sessions: () => [at('/me/sessions')],
  endSession: ({ grant }) => [remove(`/me/sessions/${grant}`)],
  changePassword: () => [post('/me/password', { current: 'proof', password: 'proof proof proof' })],
  beginSecondFactor: () => [post('/me/second-factor', { password: 'proof' })],
  confirmSecondFactor: () => [post('/me/second-factor/confirm', { code: '000000' })],
  endSecondFactor: () => [post('/me/second-factor/end', { password: 'proof' })],
  passkeys: () => [at('/me/passkeys')],
  beginPasskey: () => [post('/me/passkeys/begin', { password: 'proof' })],
  addPasskey: () => [post('/me/passkeys', { name: 'proof', made: { ...UNSIGNED, response: MADE } })],
  removePasskey: ({ grant }) => [remove(`/me/passkeys/${grant}`)],
  // A question of its own each time.
  beginPasskeySignIn: () => [{ ...post('/sign-in/passkey/begin'), isNew: true }],
  passkeySignIn: () => [post('/sign-in/passkey', { signed: { ...UNSIGNED, response: SIGNED } })],
  apiKeys: () => [at('/me/keys')],
  makeApiKey: () => [post('/me/keys', { name: 'proof', rights: [], lastDay: '1999-01-01' })],
  removeApiKey: ({ grant }) => [remove(`/me/keys/${grant}`)],
  // The installation
  doctor: () => [at('/doctor')],
  backup: () => [post('/backups')],
  // It would stop what is asked.
  stop: () => [],
};
