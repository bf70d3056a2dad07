import type { Moment, WallFacts } from '@clientele/engine';

// The rules of the walls once more, sentence by sentence and without any index, to hold the engine to.

/** Is the customer a member of the class that day? */
export function isMember(facts: WallFacts, conflictClass: number, customer: number, day: string): boolean {
  for (const one of facts.classes) {
    if (one.id !== conflictClass) continue;
    for (const member of one.members) {
      if (member.customer !== customer || day < member.from) continue;
      if (member.until === undefined || day <= member.until) return true;
    }
  }
  return false;
}

export function classIds(facts: WallFacts): number[] {
  return [...new Set(facts.classes.map(({ id }) => id))];
}

/** A member of at least one conflict class, or walled for another reason. */
export function isWalled(facts: WallFacts, customer: number, day: string): boolean {
  if (classIds(facts).some(id => isMember(facts, id, customer, day))) return true;
  return facts.walled.some(
    wall => wall.customer === customer && wall.from <= day && (wall.until ?? '9999-12-31') >= day,
  );
}

/** The first confidential read or the first grant, whichever is earlier; an approved crossing moves the person. */
export function naiveSide(
  facts: WallFacts,
  person: number,
  conflictClass: number,
  { day, instant }: Moment,
): number | undefined {
  let crossed: WallFacts['crossings'][number] | undefined;
  for (const crossing of facts.crossings) {
    if (crossing.class !== conflictClass || crossing.person !== person) continue;
    if (!isMember(facts, conflictClass, crossing.to, day)) continue;
    if (day < crossing.from || instant < crossing.begins) continue;
    if (crossing.withdrawn !== undefined && instant >= crossing.withdrawn) continue;
    if (crossing.approvedBy === person || !wasNeutral(facts, crossing)) continue;
    const isLater =
      crossed === undefined ||
      crossing.begins > crossed.begins ||
      (crossing.begins === crossed.begins && crossing.id > crossed.id);
    if (isLater) crossed = crossing;
  }
  return crossed?.to ?? firstTouched(facts, person, conflictClass, { day, instant });
}

/** An approver who is on neither side, on the day from which the crossing holds. */
function wasNeutral(
  facts: WallFacts,
  { class: id, approvedBy, from, begins }: WallFacts['crossings'][number],
) {
  const readBefore = { ...facts, reads: facts.reads.filter(({ instant }) => instant < begins) };
  if (firstTouched(readBefore, approvedBy, id, { day: from, instant: begins }) !== undefined) return false;
  return !facts.crossings.some(
    own =>
      own.person === approvedBy &&
      own.class === id &&
      own.begins <= begins &&
      (own.withdrawn === undefined || own.withdrawn > begins),
  );
}

function firstTouched(
  facts: WallFacts,
  person: number,
  conflictClass: number,
  { day, instant }: Moment,
): number | undefined {
  const touched: [instant: number, kind: number, id: number, customer: number][] = [];
  for (const grant of facts.grants) {
    const stillborn = grant.withdrawn !== undefined && grant.withdrawn < grant.begins;
    if (grant.person === person && !stillborn) touched.push([grant.begins, 0, grant.id, grant.customer]);
  }
  for (const read of facts.reads) {
    if (read.person === person) touched.push([read.instant, 1, read.customer, read.customer]);
  }
  return touched
    .filter(([at, , , customer]) => at <= instant && isMember(facts, conflictClass, customer, day))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .at(0)?.[3];
}

/** Rule 1, and break-glass. */
export function naiveOpen(facts: WallFacts, person: number, customer: number, moment: Moment): boolean {
  if (!isWalled(facts, customer, moment.day)) return true;
  if (brokenGlass(facts, person, customer, moment.instant)) return true;
  return (
    isParticipant(facts, person, customer, moment) &&
    classIds(facts)
      .filter(id => isMember(facts, id, customer, moment.day))
      .every(id => [undefined, customer].includes(naiveSide(facts, person, id, moment)))
  );
}

/** The grant counts only while it is attested, and while the training which the customer's wall requires is current. */
function isParticipant(
  facts: WallFacts,
  person: number,
  customer: number,
  { day, instant }: Moment,
): boolean {
  const granted = facts.grants.some(grant => {
    if (grant.person !== person || grant.customer !== customer) return false;
    if (day < grant.from || day > grant.until || instant < grant.begins) return false;
    return grant.withdrawn === undefined || instant < grant.withdrawn;
  });
  const rules = facts.handling.find(handling => handling.customer === customer);
  const attested =
    rules === undefined ||
    facts.attestations.some(
      signed =>
        signed.person === person &&
        signed.customer === customer &&
        signed.version === rules.version &&
        signed.instant <= instant,
    );
  const trained = facts.trainingRequired
    .filter(required => required.customer === customer)
    .every(({ training }) =>
      facts.trainings.some(
        passed =>
          passed.person === person &&
          passed.training === training &&
          passed.from <= day &&
          day <= passed.until,
      ),
    );
  return granted && attested && trained;
}

/** Time-limited, approved by a second person. */
function brokenGlass(facts: WallFacts, person: number, customer: number, instant: number): boolean {
  for (const glass of facts.breakGlass) {
    if (glass.person !== person || glass.customer !== customer || glass.approvedBy === person) continue;
    if (instant < glass.from || instant >= glass.until) continue;
    if (glass.ended === undefined || instant < glass.ended) return true;
  }
  return false;
}
