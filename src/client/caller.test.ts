import { describe, expect, test } from 'vitest';
import { UnsupportedError } from '../errors.ts';
import type { ConnectionSettings } from '../settings/settings.ts';
import { type Caller, connectionOf, type TokenHeader } from './caller.ts';

const plain: ConnectionSettings = { headers: { 'x-note': 'kept' }, insecureSkipTlsVerify: false };
const bearer = { ...plain, headers: { ...plain.headers, authorization: 'Bearer mine' }, otherToken: 'theirs' };
const vendor = { ...plain, headers: { 'x-auth-token': 'mine' }, otherToken: 'theirs' };
const certified = { ...plain, clientCert: 'certificate', clientKey: 'key' };
const stranger = expect.stringMatching(/^Bearer \S+$/);

const headersOf = (connection: ConnectionSettings, caller: Caller, tokenIn?: TokenHeader) =>
  connectionOf(connection, caller, tokenIn).headers;

describe('a request in the name of', () => {
  test.each<[string, ConnectionSettings, Caller, TokenHeader | undefined, object]>([
    ['the run is sent as it was set up', bearer, 'own', undefined, { authorization: 'Bearer mine' }],
    [
      'the run can carry its token in the other header alone',
      bearer,
      'own',
      'x-auth-token',
      { 'x-auth-token': 'mine' },
    ],
    ['the run can carry it as a bearer token', vendor, 'own', 'authorization', { authorization: 'Bearer mine' }],
    [
      'another carries the second token where the first is',
      bearer,
      'other',
      undefined,
      { authorization: 'Bearer theirs' },
    ],
    ['another carries it in the header of the vendor', vendor, 'other', undefined, { 'x-auth-token': 'theirs' }],
    ['a stranger carries a token that is nobody’s', bearer, 'stranger', undefined, { authorization: stranger }],
    [
      'a stranger has one even where the run has a certificate',
      certified,
      'stranger',
      undefined,
      { authorization: stranger },
    ],
    ['nobody carries none', bearer, 'anonymous', undefined, {}],
    ['nobody has no certificate either', certified, 'anonymous', undefined, {}],
  ])('%s', (_what, connection, caller, tokenIn, expected) => {
    const { 'x-note': _note, ...rest } = headersOf(connection, caller, tokenIn);
    expect(rest).toEqual(expected);
  });

  test('somebody else keeps what is no credential, and nothing that is', () => {
    const headers = { ...bearer.headers, cookie: 'c', 'x-api-key': 'k', 'impersonate-user': 'admin' };
    expect(headersOf({ ...bearer, headers }, 'anonymous')).toEqual({ 'x-note': 'kept' });
  });

  test('somebody else goes without the certificate of the run', () => {
    for (const caller of ['other', 'stranger', 'anonymous'] as const) {
      const asked = connectionOf({ ...certified, otherToken: 'theirs' }, caller);
      expect('clientCert' in asked || 'clientKey' in asked, caller).toBe(false);
    }
    expect(connectionOf(certified, 'own')).toBe(certified);
  });
});

test.each<[string, ConnectionSettings, Caller, TokenHeader | undefined, string]>([
  ['a second credential', plain, 'other', undefined, 'no second credential was given (--other-token)'],
  ['a token of its own', certified, 'own', 'authorization', 'the credentials of the run are no token'],
  ['credentials to leave out', plain, 'anonymous', undefined, 'the run has no credentials that it could leave out'],
])('a run without %s cannot ask so, and says why', (_what, connection, caller, tokenIn, message) => {
  expect(() => connectionOf(connection, caller, tokenIn)).toThrow(new UnsupportedError(message));
});
