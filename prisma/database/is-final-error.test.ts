import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isFinalError } from './is-final-error.ts';

const coded = (code: string, name = 'error') => Object.assign(new Error('failed'), { code, name });

describe('a final error', () => {
  it.each([
    ['text that PostgreSQL cannot store', coded('22021')],
    ['a check of a table', coded('23514')],
    ['an index row that is too long', coded('54000')],
    ['stored data of another shape', z.number().safeParse('one').error],
    ['a refused event', Object.assign(new Error('no'), { name: 'InvalidEventError' })],
    ['the cause of another error', new Error('cannot keep the preview', { cause: coded('22P05') })],
    [
      'an error of Prisma about the database',
      {
        name: 'PrismaClientKnownRequestError',
        code: 'P2010',
        meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: '22021' } } },
      },
    ],
  ])('is %s', (_name, error) => expect(isFinalError(error)).toBe(true));

  it.each([
    ['a lost connection', coded('08006')],
    ['a database that starts', coded('57P03')],
    ['a lost race', coded('23505')],
    ['a reference that is written soon', coded('23503')],
    ['a deadlock', coded('40P01')],
    ['a refused connection', coded('ECONNREFUSED')],
    ['any other error', new Error('disk full')],
    ['no error', undefined],
  ])('is not %s', (_name, error) => expect(isFinalError(error)).toBe(false));

  it('may have circular causes', () => {
    const circular = new Error('circle');
    circular.cause = circular;
    expect(isFinalError(circular)).toBe(false);
  });
});
