interface LeakRow {
  /** Row of the matrix: where other systems told one customer of another. */
  readonly row: number;
  readonly surface: string;
  /** Endpoints that could do so here. */
  readonly endpoints: readonly string[];
}

/** Where other systems leak, and what of this product is like that. */
export const LEAK_MATRIX: readonly LeakRow[] = [
  {
    row: 1,
    surface: 'a record by its id',
    endpoints: ['customer', 'batch', 'scenarios', 'removeScenario', 'inspection'],
  },
  { row: 2, surface: 'search', endpoints: ['findCustomers', 'ranking', 'wallCustomers', 'valueCustomers'] },
  {
    row: 3,
    surface: 'columns of a list, and fields of a record',
    endpoints: ['ranking', 'customer', 'fields', 'groups'],
  },
  {
    row: 4,
    surface: 'a list within a record',
    endpoints: [
      'customerLines',
      'customerDecisions',
      'customerValue',
      'valueReferrals',
      'problems',
      'rowsToMend',
    ],
  },
  { row: 6, surface: 'notes', endpoints: ['decisions', 'scenarios', 'views'] },
  {
    row: 7,
    surface: 'the first page, and the largest of something',
    endpoints: ['portfolio', 'ranking', 'lossCells', 'valueLapses', 'valuePredictability', 'valueQuadrants'],
  },
  {
    row: 8,
    surface: 'the choice of a customer',
    endpoints: ['findCustomers', 'wallCustomers', 'saveScenario'],
  },
  {
    row: 9,
    surface: 'what is taken or there already',
    endpoints: ['saveView', 'importFile', 'checkUploaded', 'importUploaded'],
  },
  { row: 10, surface: 'reports', endpoints: ['bridge', 'reconciliation', 'expedites', 'capacity'] },
  {
    row: 11,
    surface: 'who owns or looks after it',
    endpoints: ['wallPeople', 'whoCanSee', 'decide', 'stateValueInput'],
  },
  { row: 12, surface: 'the list of people', endpoints: ['people', 'wallPeople', 'teams'] },
  { row: 13, surface: 'what runs by itself', endpoints: ['watchedFolders', 'importFile', 'importMends'] },
  { row: 14, surface: 'views of others', endpoints: ['views', 'saveView', 'removeView'] },
  {
    row: 15,
    surface: 'counts, sums and groups',
    endpoints: ['groups', 'selection', 'drivers', 'companyYear', 'value', 'valueQuadrants'],
  },
  {
    row: 16,
    surface: 'what goes out as a file',
    endpoints: ['rankingFile', 'problemFile', 'presetFile', 'backup'],
  },
  { row: 17, surface: 'streams of events', endpoints: ['batchProgress'] },
  {
    row: 18,
    surface: 'files as they came',
    endpoints: ['inspection', 'preview', 'guessMapping', 'inspectFile'],
  },
  {
    row: 19,
    surface: 'capacity, peers, maps and losses',
    endpoints: ['capacity', 'productMap', 'lossCells', 'measurements'],
  },
  {
    row: 21,
    surface: 'the log, what may be undone, refusals',
    endpoints: ['audit', 'auditEntry', 'undoPreview', 'lineage'],
  },
  {
    row: 22,
    surface: 'what is kept for several people',
    endpoints: ['portfolio', 'explain', 'scenarioBasis', 'recosting'],
  },
];

/** Of the matrix, what this product has nothing of: letters name no customer, and surveys are not there. */
export const WITHOUT_SURFACE: readonly number[] = [5, 20];
