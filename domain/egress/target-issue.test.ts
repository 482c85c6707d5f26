import { expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { addressIssue, targetIssue } from './target-issue.ts';

it.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['192.0.0.8', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['240.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::7f00:1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b:1::1', false],
  ['2002:7f00:1::', false],
  ['2001::1', false],
  ['2001:db8::1', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fec0::1', false],
  ['ff02::1', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected));

const allowed = ['127.0.0.1:9000', 'crm.internal:443', 'shop.internal:8080'];

it.each([
  ['https://crm.example/events?key=1', null],
  ['https://8.8.8.8:8443/', null],
  ['http://127.0.0.1:9000/', null],
  ['https://127.0.0.1:9000/', null],
  ['nonsense', 'must be an address such as'],
  ['http://crm.example/', 'must begin with https://'],
  ['http://127.0.0.1:9001/', 'must begin with https://'],
  ['http://127.0.0.1/', 'must begin with https://'],
  ['ftp://crm.example/', 'must begin with https://'],
  ['file:///etc/passwd', 'must begin with https://'],
  ['https://ada:pw@crm.example/', 'must not contain a user'],
  ['https://crm.example/#x', 'must not have a fragment'],
  ['https://127.0.0.1/', 'is not on the public internet'],
  ['https://0x7f.1/', 'is not on the public internet'],
  ['https://2130706433/', 'is not on the public internet'],
  ['https://[::1]/', 'is not on the public internet'],
  ['https://[::ffff:10.0.0.1]/', 'is not on the public internet'],
])('the URL %s: %s', (url, issue) => {
  const found = targetIssue(url, allowed);
  if (issue === null) expect(found).toBeNull();
  else expect(found).toContain(issue);
});

it.each([
  ['sftp://shop.example/in', null],
  ['sftp://8.8.8.8:2222/in', null],
  ['sftp://shop.internal:22/in', null],
  ['https://shop.example/in', 'must begin with sftp://'],
  ['http://127.0.0.1:9000/in', 'must begin with sftp://'],
  ['sftp:///in', 'must name a host'],
  ['sftp:in', 'must name a host'],
  ['sftp://[::1]:22/in', 'is not on the public internet'],
  ['sftp://0x7f000001/in', 'is not on the public internet'],
  ['sftp://ada:pw@shop.example/in', 'must not contain a user'],
  ['sftp://127.0.0.1/in', 'is not on the public internet'],
])('the SFTP address %s: %s', (url, issue) => {
  const found = targetIssue(url, [...allowed, 'shop.internal:22'], 'sftp:');
  if (issue === null) expect(found).toBeNull();
  else expect(found).toContain(issue);
});

it.each([
  ['sftp://shop.internal/in', ['10.0.0.1'], 'shop.internal is not on the public internet'],
  ['sftp://shop.internal:8080/in', ['10.0.0.1'], null],
  ['https://crm.example/', ['8.8.8.8'], null],
  ['https://crm.example/', ['8.8.8.8', '10.0.0.1'], 'crm.example is not on the public internet'],
  ['https://crm.example/', [], 'crm.example has no address'],
  ['https://crm.internal/', ['10.0.0.1'], null],
  ['https://crm.internal:8443/', ['10.0.0.1'], 'crm.internal is not on the public internet'],
  ['http://shop.internal:8080/', ['127.0.0.1'], null],
  [
    'http://shop.internal:8080/',
    ['10.0.0.1'],
    'shop.internal:8080 must be a loopback address for http',
  ],
])('%s with the addresses %j: %s', (url, addresses, issue) =>
  expect(addressIssue(new URL(url), addresses, allowed)).toBe(issue),
);
