import { PARTICIPANT_ROLES } from '@clientele/engine';
import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { myWallsAnswer, named, person, seen, walledCustomer, wallsAnswer } from './wall-answers.ts';

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
/** A customer's id or source key. */
const key = z.string();

export const wallEndpoints = {
  walls: endpoint({
    name: 'walls',
    method: 'GET',
    path: '/walls',
    right: 'walls.read',
    summary: 'Conflict classes, walled customers, who is let in and why not, crossings and break-glass',
    answer: wallsAnswer,
  }),
  wallPeople: endpoint({
    name: 'wallPeople',
    method: 'GET',
    path: '/walls/people',
    right: 'walls.read',
    summary: 'Everybody who has not left, with their roles: whom a wall may let in',
    answer: z.array(person),
  }),
  wallCustomers: endpoint({
    name: 'wallCustomers',
    method: 'GET',
    path: '/walls/customers',
    right: 'walls.read',
    summary:
      'Customers whose name or number contains a text, at most 20: their names, and nothing else of them',
    query: z.object({
      search: z._default(z.string(), ''),
      /** Those of these ids or source keys only, in their order. */
      key: z.optional(z.union([z.string(), z.array(z.string())])),
    }),
    answer: z.array(walledCustomer),
  }),
  previewRivals: endpoint({
    name: 'previewRivals',
    method: 'POST',
    path: '/walls/rivals/preview',
    right: 'walls.write',
    summary: 'Who would lose and who would gain sight of which customers if these were rivals from today on',
    body: z.object({ customers: z.array(key), class: z.optional(z.string()) }),
    answer: z.object({
      customers: z.array(walledCustomer),
      changes: z.array(
        z.object({ person: named, loses: z.array(walledCustomer), gains: z.array(walledCustomer) }),
      ),
      /** How many people are not touched. */
      others: z.number(),
    }),
  }),
  declareRivals: endpoint({
    name: 'declareRivals',
    method: 'POST',
    path: '/walls/rivals',
    right: 'walls.write',
    summary: 'Declare customers rivals from today on: a class of their own, or further members of one',
    body: z.object({ customers: z.array(key), class: z.optional(z.string()), name: z.optional(z.string()) }),
    answer: wallsAnswer,
  }),
  leaveClass: endpoint({
    name: 'leaveClass',
    method: 'POST',
    path: '/walls/classes/{id}/leave',
    right: 'walls.write',
    summary: 'The last day of a customer in a class',
    params: z.object({ id: z.string() }),
    body: z.object({ customer: key, until: day }),
    answer: wallsAnswer,
  }),
  wallCustomer: endpoint({
    name: 'wallCustomer',
    method: 'POST',
    path: '/walls/customers',
    right: 'walls.write',
    summary:
      'Wall a customer for another reason than a rival, from today on; with `until`, the last day of that wall',
    body: z.object({ customer: key, reason: text, until: z.optional(day) }),
    answer: wallsAnswer,
  }),
  nameByCode: endpoint({
    name: 'nameByCode',
    method: 'POST',
    path: '/walls/code-names',
    right: 'walls.write',
    summary: 'What a walled customer is called where a row must be shown; empty takes the code name away',
    body: z.object({ customer: key, name: z.string() }),
    answer: wallsAnswer,
  }),
  letIn: endpoint({
    name: 'letIn',
    method: 'POST',
    path: '/walls/participants',
    right: 'walls.write',
    summary: 'Let a person through the wall of a customer, for a purpose and with a last day',
    body: z.object({
      person: z.string(),
      customer: key,
      role: z.enum(PARTICIPANT_ROLES),
      purpose: text,
      from: z.optional(day),
      until: day,
    }),
    answer: wallsAnswer,
  }),
  withdraw: endpoint({
    name: 'withdraw',
    method: 'DELETE',
    path: '/walls/participants/{id}',
    right: 'walls.write',
    summary: 'Withdraw what lets a person in, from this instant on',
    params: z.object({ id: z.string() }),
    answer: wallsAnswer,
  }),
  setHandling: endpoint({
    name: 'setHandling',
    method: 'POST',
    path: '/walls/handling',
    right: 'walls.write',
    summary:
      'Handling rules of a customer, which every participant has to read and sign anew; and required training',
    body: z.object({
      customer: key,
      rules: z.optional(text),
      training: z.optional(z.array(text)),
    }),
    answer: wallsAnswer,
  }),
  setTraining: endpoint({
    name: 'setTraining',
    method: 'POST',
    path: '/walls/trainings',
    right: 'walls.write',
    summary: 'A training that a person passed, and until when it holds',
    body: z.object({ person: z.string(), training: text, from: z.optional(day), until: day }),
    answer: wallsAnswer,
  }),
  approveCrossing: endpoint({
    name: 'approveCrossing',
    method: 'POST',
    path: '/walls/crossings',
    right: 'walls.write',
    summary: 'Let a person go over to the side of another customer of a class, after days of cooling-off',
    body: z.object({
      person: z.string(),
      class: z.string(),
      to: key,
      reason: text,
      coolingOffDays: z.int().check(z.minimum(1), z.maximum(3650)),
    }),
    answer: wallsAnswer,
  }),
  withdrawCrossing: endpoint({
    name: 'withdrawCrossing',
    method: 'DELETE',
    path: '/walls/crossings/{id}',
    right: 'walls.write',
    summary: 'Withdraw a crossing, from this instant on: its person stands again where they stood without it',
    params: z.object({ id: z.string() }),
    answer: wallsAnswer,
  }),
  breakGlass: endpoint({
    name: 'breakGlass',
    method: 'POST',
    path: '/walls/break-glass',
    right: 'walls.write',
    summary:
      'Open a wall to another person in need, for hours and with a reason; its customer’s participants see it',
    body: z.object({
      person: z.string(),
      customer: key,
      reason: text,
      hours: z.int().check(z.minimum(1), z.maximum(72)),
    }),
    answer: wallsAnswer,
  }),
  endBreakGlass: endpoint({
    name: 'endBreakGlass',
    method: 'DELETE',
    path: '/walls/break-glass/{id}',
    right: 'walls.write',
    summary: 'End break-glass before its time',
    params: z.object({ id: z.string() }),
    answer: wallsAnswer,
  }),
  whoCanSee: endpoint({
    name: 'whoCanSee',
    method: 'GET',
    path: '/walls/customers/{id}/who',
    right: 'walls.read',
    summary: 'Who can see a customer’s records, and the rule that lets each of them in',
    params: z.object({ id: key }),
    answer: z.object({
      customer: walledCustomer,
      walled: z.boolean(),
      people: z.array(seen),
      /** Participants that are not let in at present, and why. */
      closed: z.array(seen),
    }),
  }),
  myWalls: endpoint({
    name: 'myWalls',
    method: 'GET',
    path: '/walls/mine',
    right: 'book.read',
    summary: 'Walls that I am let through, the rules to sign, the training that ends soon and break-glass',
    answer: myWallsAnswer,
  }),
  attest: endpoint({
    name: 'attest',
    method: 'POST',
    path: '/walls/attestations',
    right: 'book.read',
    summary: 'I have read the handling rules of a customer in this version, and keep them',
    body: z.object({ customer: key, version: z.int() }),
    answer: z.object({ signed: z.boolean() }),
  }),
};
