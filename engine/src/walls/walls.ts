import type { Day } from '../units/day.ts';

/**
 * What walls rest on: who competes with whom, who was let in, what they signed, passed and read. The decision reads
 * nothing else (Brewer & Nash 1989). Ids of people, customers and rows are numbers; ids of rows grow in the order in which
 * they were written. Days are in the book's time zone and include both ends; instants are milliseconds since 1970.
 */
export interface WallFacts {
  /** Several of one id count as one with the members of all. */
  readonly classes: readonly ConflictClass[];
  /** Customers walled for another reason than rivalry, such as a contract. */
  readonly walled: readonly Member[];
  readonly grants: readonly Grant[];
  /** The version of the handling rules in force; a customer without one has nothing to attest. */
  readonly handling: readonly { readonly customer: number; readonly version: number }[];
  readonly attestations: readonly Attestation[];
  readonly trainingRequired: readonly { readonly customer: number; readonly training: string }[];
  readonly trainings: readonly Training[];
  /** The first confidential read behind a wall, by person and customer. Later ones may be there too and change nothing. */
  readonly reads: readonly Read[];
  readonly crossings: readonly Crossing[];
  readonly breakGlass: readonly BreakGlass[];
}

/**
 * When something is asked: a day of the book's time zone, and an instant of that day. The caller guarantees that it never
 * goes back.
 */
export interface Moment {
  readonly day: Day;
  readonly instant: number;
}

/** A customer from a first day through a last one, or without end. It may come back in a further row. */
export interface Member {
  readonly customer: number;
  readonly from: Day;
  readonly until?: Day | undefined;
}

/** Customers that compete with one another. */
export interface ConflictClass {
  readonly id: number;
  readonly members: readonly Member[];
}

/** What a participant may do with what lies behind the wall, the most first. */
export const PARTICIPANT_ROLES = ['owner', 'contributor', 'reader'] as const;
export type ParticipantRole = (typeof PARTICIPANT_ROLES)[number];

/** A person let through the wall of a customer. */
export interface Grant {
  readonly id: number;
  readonly person: number;
  readonly customer: number;
  readonly role: ParticipantRole;
  readonly purpose: string;
  readonly from: Day;
  readonly until: Day;
  /**
   * The instant at which its first day begins in the book's time zone, or at which the grant was made where that is later.
   * It is how a grant compares with a read: one that is made today for last week takes nothing back.
   */
  readonly begins: number;
  readonly withdrawn?: number | undefined;
}

/** A person read and signed the handling rules of a customer, in one version. */
export interface Attestation {
  readonly person: number;
  readonly customer: number;
  readonly version: number;
  readonly instant: number;
}

/** A training that a person passed, and the days through which it holds. */
export interface Training {
  readonly person: number;
  readonly training: string;
  readonly from: Day;
  readonly until: Day;
}

export interface Read {
  readonly person: number;
  readonly customer: number;
  readonly instant: number;
}

/** A person goes over to another side of a class. */
export interface Crossing {
  readonly id: number;
  readonly person: number;
  readonly class: number;
  readonly to: number;
  /** The day after cooling-off. */
  readonly from: Day;
  /** The instant at which that day begins, or at which it was approved where that is later. */
  readonly begins: number;
  readonly approvedBy: number;
  readonly withdrawn?: number | undefined;
}

/** A wall opened in need: from one instant until before another, unless it ended earlier. */
export interface BreakGlass {
  readonly id: number;
  readonly person: number;
  readonly customer: number;
  readonly from: number;
  readonly until: number;
  readonly approvedBy: number;
  readonly ended?: number | undefined;
}

/** Whether a customer is in its class, or walled, on a day: without a last day it is so for good. */
export function isMemberOn({ from, until }: Member, day: Day): boolean {
  return from <= day && day <= (until ?? day);
}

/** Whether a grant or a training holds on a day, its first and last one included. */
export function holdsOn({ from, until }: Pick<Grant, 'from' | 'until'>, day: Day): boolean {
  return from <= day && day <= until;
}

/** Whether something was withdrawn or ended by an instant: from that very instant on. */
export function isOver(ended: number | undefined, instant: number): boolean {
  return ended !== undefined && ended <= instant;
}
