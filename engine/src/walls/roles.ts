/**
 * What there is to be allowed, capability and action, and what it opens. A right says what a person may do; whose records
 * the person may do it with is the reach, and walls close within both.
 */
export const RIGHTS = {
  'book.read': 'See the settings and the state of the book, and how files are laid out',
  'customers.read': 'See and find customers, their contacts, orders, deliveries and what they order',
  'profit.read': 'See profit and loss of single customers, their ranks, and what was decided of them',
  'aggregates.read': 'See figures over many customers: portfolio, groups, bridge, reconciliation, capacity',
  'models.read': 'See cost models, their versions, and what to measure first',
  'models.write': 'Put cost models in use, and take up earlier versions',
  'scenarios.write': 'Save and remove scenarios',
  'decisions.write': 'Decide about a customer',
  'facts.read': 'See imports, their rows and problems, presets and watched folders',
  'facts.import': 'Import, check, mend and undo files; keep presets and watched folders',
  'months.close': 'Close months and reopen them',
  'views.read': 'Open saved views',
  'views.write': 'Save and remove views',
  'walls.read': 'See conflict classes, grants, sides, crossings and break-glass, and nothing behind them',
  'walls.write': 'Declare rivals; grant, withdraw, let cross, break glass',
  'people.read': 'See people, their roles, teams and training',
  'people.write': 'Invite people and remove them; give and take roles',
  'people.view': 'View the product as another person: what both may see, and no change',
  'audit.read': 'Read the log, as far as walls allow',
  'settings.read': 'See how the installation is',
  'settings.write': 'Change settings of the installation, and stop it',
  'backups.make': 'Take everything out as one file, what is behind walls included',
} as const;
export type Right = keyof typeof RIGHTS;

/**
 * Whose confidential records: of nobody, of accounts that the person, its teams or territories own, or of all. Figures over
 * many customers cover those beyond it too, as far as the disclosure rule shows them.
 */
export const REACHES = ['none', 'own', 'all'] as const;
export type Reach = (typeof REACHES)[number];

export interface Role {
  readonly label: string;
  /** What it is for, as a sentence. */
  readonly purpose: string;
  readonly allows: readonly Right[];
  /** Not allowed whatever another role of the same person allows. */
  readonly denies: readonly Right[];
  readonly reach: Reach;
}

const ALL_RIGHTS = Object.keys(RIGHTS) as Right[];
const CONFIDENTIAL: readonly Right[] = [
  'customers.read',
  'profit.read',
  'aggregates.read',
  'models.read',
  'facts.read',
  'backups.make',
];
const WRITING = ALL_RIGHTS.filter(right => !right.endsWith('.read'));
const EVERYBODY: readonly Right[] = ['book.read', 'views.read'];

export const ROLES = {
  owner: {
    label: 'Owner',
    purpose: 'Runs the book, and gives everybody else their roles.',
    allows: ALL_RIGHTS,
    denies: [],
    reach: 'all',
  },
  controller: {
    label: 'Controller',
    purpose: 'Keeps facts and cost models right, and closes the months.',
    allows: [
      ...EVERYBODY,
      ...(['customers.read', 'profit.read', 'aggregates.read', 'models.read', 'models.write'] as const),
      ...(['scenarios.write', 'decisions.write', 'facts.read', 'facts.import', 'months.close'] as const),
      ...(['views.write', 'settings.read'] as const),
    ],
    denies: [],
    reach: 'all',
  },
  'account manager': {
    label: 'Account manager',
    purpose: 'Looks after accounts, sees what they earn, and decides about them.',
    allows: [
      ...EVERYBODY,
      ...(['customers.read', 'profit.read', 'aggregates.read', 'models.read'] as const),
      ...(['scenarios.write', 'decisions.write', 'views.write'] as const),
    ],
    denies: [],
    reach: 'own',
  },
  'quality manager': {
    label: 'Quality manager',
    purpose: 'Finds what goes wrong for customers, and sees that it is mended.',
    allows: [...EVERYBODY, 'customers.read', 'aggregates.read', 'facts.read', 'views.write'],
    denies: [],
    reach: 'all',
  },
  planner: {
    label: 'Planner',
    purpose: 'Plans capacity and deliveries for all customers, without their profit.',
    allows: [...EVERYBODY, 'customers.read', 'aggregates.read', 'views.write'],
    denies: [],
    reach: 'all',
  },
  'front line': {
    label: 'Front line',
    purpose: 'Serves the customers of its team, and needs to know what they ordered.',
    allows: [...EVERYBODY, 'customers.read'],
    denies: [],
    reach: 'own',
  },
  executive: {
    label: 'Executive',
    purpose: 'Reads the figures of the company, and of no single customer.',
    allows: [...EVERYBODY, 'aggregates.read', 'views.write'],
    denies: [],
    reach: 'none',
  },
  'compliance steward': {
    label: 'Compliance steward',
    purpose: 'Runs the walls without reading what is behind them.',
    allows: [...EVERYBODY, 'walls.read', 'walls.write', 'people.read', 'audit.read'],
    denies: [...CONFIDENTIAL, 'people.write', 'facts.import'],
    reach: 'none',
  },
  auditor: {
    label: 'Auditor',
    purpose: 'Reads the log and the walls, and changes nothing.',
    allows: [...EVERYBODY, 'walls.read', 'people.read', 'audit.read', 'settings.read'],
    denies: WRITING,
    reach: 'none',
  },
} as const satisfies Record<string, Role>;
export type RoleName = keyof typeof ROLES;

/** What a person may do, and with whose records; a right that is not there is not allowed. */
export type Rights = Readonly<Partial<Record<Right, Reach>>>;

/**
 * The rights of a person by all of its roles: what any of them allows and none denies. Each right reaches as far as the
 * widest role that allows it, so that a planner of all customers who manages accounts does not see the profit of all.
 * Example: planner and account manager → `customers.read` of all, `profit.read` of own accounts.
 * @throws RangeError where a role is none of `ROLES`: what it denies would go unheeded
 */
export function rightsOf(names: readonly RoleName[]): Rights {
  const roles = names.map(roleOf);
  const denied = new Set(roles.flatMap(({ denies }) => denies));
  const rights: Partial<Record<Right, Reach>> = {};
  for (const { allows, reach } of roles) {
    for (const right of allows.filter(allowed => !denied.has(allowed))) {
      rights[right] = wider(rights[right], reach);
    }
  }
  return rights;
}

/**
 * What two people may both: a right that both have, as far as it reaches for both.
 * Example: `profit.read` of all and of own accounts → of own accounts.
 */
export function rightsOfBoth(one: Rights, other: Rights): Rights {
  const both = (Object.keys(one) as Right[]).filter(right => may(other, right));
  return Object.fromEntries(both.map(right => [right, narrower(reachOf(one, right), reachOf(other, right))]));
}

export function may(rights: Rights, right: Right): boolean {
  return Object.hasOwn(rights, right);
}

/** Whose records a right extends to: of nobody where it is not allowed. */
export function reachOf(rights: Rights, right: Right): Reach {
  return (may(rights, right) ? rights[right] : undefined) ?? 'none';
}

function roleOf(name: RoleName): Role {
  if (!Object.hasOwn(ROLES, name)) throw new RangeError(`"${name}" is no role`);
  return ROLES[name];
}

function narrower(a: Reach, b: Reach): Reach {
  return REACHES.indexOf(a) < REACHES.indexOf(b) ? a : b;
}

function wider(a: Reach = 'none', b: Reach = 'none'): Reach {
  return REACHES.indexOf(a) > REACHES.indexOf(b) ? a : b;
}
