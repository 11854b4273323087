import { promisify } from 'node:util'
import { test } from '@japa/runner'
import { isPublicAddress, lookupOutside } from '#shared/outside'

test.group('The network outside', () => {
  test('does not hold our own addresses, nor those that stand for them')
    .with([
      '127.0.0.1',
      '10.0.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '255.255.255.255',
      '224.0.0.1',
      '::',
      '::1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      'fe80::1',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001:db8::1',
      '2001::1',
      'exemple.fr',
      '',
    ])
    .run(({ assert }, address) => assert.isFalse(isPublicAddress(address), address))

  test('holds the others')
    .with(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2a01:e0a::1', '2606:4700::1111'])
    .run(({ assert }, address) => assert.isTrue(isPublicAddress(address), address))

  test('is where a name must lead when it is called', async ({ assert }) => {
    const lookup = promisify(lookupOutside) as (host: string, options: object) => Promise<unknown>
    await assert.rejects(() => lookup('localhost', { all: true }), 'inside')
    await assert.rejects(() => lookup('localhost', { family: 4 }), 'inside')
  })
})
