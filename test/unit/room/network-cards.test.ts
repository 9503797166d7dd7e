import { describe, expect, it } from 'vitest'
import { cardKind, readCards } from '../../../src/main/app/room/network-cards.ts'
import { listeningHost, roomAddress, roomHosts, shownHost } from '../../../src/main/app/room/room-address.ts'
import { chosenNetwork, nothingChosen } from '../../../src/main/app/room/room-door.ts'
import { roomChecks, type RoomFacts } from '../../../src/main/app/room/room-checks.ts'
import type { NetworkCard } from '../../../src/shared/domain/room.ts'

const v4 = (address: string, internal = false) => [{ family: 'IPv4', internal, address }, { family: 'IPv6', internal, address: 'fe80::1' }]

describe('network cards', () => {
  it.each([
    ['wlan0', '192.168.1.5', 'wifi'],
    ['wlp3s0', '192.168.1.5', 'wifi'],
    ['Wi-Fi', '192.168.1.5', 'wifi'],
    ['eth0', '192.168.1.5', 'cable'],
    ['enp0s31f6', '192.168.1.5', 'cable'],
    ['Ethernet 2', '192.168.1.5', 'cable'],
    ['vEthernet (WSL)', '172.20.0.1', 'virtual'],
    ['VirtualBox Host-Only Network', '192.168.56.1', 'virtual'],
    ['docker0', '172.17.0.1', 'virtual'],
    ['br-9f2c', '172.18.0.1', 'virtual'],
    ['utun4', '100.64.0.2', 'vpn'],
    ['tailscale0', '100.64.0.2', 'vpn'],
    ['bridge100', '192.168.2.1', 'hotspot'],
    ['Local Area Connection* 10', '192.168.137.1', 'hotspot'],
    ['en0', '192.168.1.5', 'other'],
    ['en0', '172.20.10.4', 'wifi'],
  ])('%s with %s is %s', (name, address, kind) => {
    expect(cardKind(name, address)).toBe(kind)
  })

  it('come likeliest first, own loopback and IPv6 left out', () => {
    const cards = readCards({
      lo: v4('127.0.0.1', true),
      docker0: v4('172.17.0.1'),
      tun0: v4('10.8.0.2'),
      eth1: v4('169.254.3.3'),
      eth0: v4('203.0.113.9'),
      wlan0: v4('192.168.1.5'),
      none: undefined,
    })
    expect(cards.map(({ name }) => name)).toEqual(['wlan0', 'eth0', 'eth1', 'tun0', 'docker0'])
  })
})

const wifi: NetworkCard = { address: '192.168.1.5', name: 'wlan0', kind: 'wifi' }
const cable: NetworkCard = { address: '10.0.0.9', name: 'eth0', kind: 'cable' }
const docker: NetworkCard = { address: '172.17.0.1', name: 'docker0', kind: 'virtual' }

describe('what is shown', () => {
  it('is what was chosen; else the same card with its new address; else the likeliest', () => {
    const chosen = chosenNetwork({ ...nothingChosen, shown: cable.address }, [wifi, cable])
    expect(chosen).toMatchObject({ shown: cable.address, card: 'eth0' })
    expect(shownHost([wifi, cable], chosen)).toBe(cable.address)
    expect(shownHost([wifi, { ...cable, address: '10.0.0.77' }], chosen)).toBe('10.0.0.77')
    expect(shownHost([wifi], chosen)).toBe(wifi.address)
    expect(shownHost([], chosen)).toBeNull()
  })

  it('an address that is none of ours is not chosen, nor a name that was taken away', () => {
    expect(chosenNetwork({ ...nothingChosen, shown: '1.2.3.4' }, [wifi])).toEqual(nothingChosen)
    expect(chosenNetwork({ ...nothingChosen, shown: 'a.local', names: ['a.local', 'a.local'] }, [wifi])).toMatchObject({ shown: 'a.local', names: ['a.local'], card: null })
    expect(chosenNetwork({ ...nothingChosen, shown: 'a.local' }, [wifi]).shown).toBeNull()
  })

  it('only the shown address is listened on where that was asked for and it is one', () => {
    const only = chosenNetwork({ ...nothingChosen, shown: cable.address, onlyShown: true }, [wifi, cable])
    expect(listeningHost([wifi, cable], only)).toBe(cable.address)
    expect(roomHosts(cable.address, [wifi, cable], only)).toEqual([cable.address])
    expect(listeningHost([], only)).toBe('0.0.0.0')
    expect(listeningHost([wifi, cable], { ...only, onlyShown: false })).toBe('0.0.0.0')
    expect(listeningHost([wifi], chosenNetwork({ ...only, shown: 'a.local', names: ['a.local'] }, [wifi]))).toBe('0.0.0.0')
  })

  it('URLs leave out the port that the scheme implies, and the QR code is of the first', () => {
    const plain = roomAddress(['10.0.0.9', 'a.local'], { port: 80, code: '123456', locked: false, fingerprint: null })
    expect(plain.urls).toEqual(['http://10.0.0.9/#123456', 'http://a.local/#123456'])
    const tls = roomAddress(['10.0.0.9'], { port: 443, code: '123456', locked: true, fingerprint: 'AA:BB' })
    expect(tls).toMatchObject({ urls: ['https://10.0.0.9/#123456'], locked: true, fingerprint: 'AA:BB' })
    expect(roomAddress(['10.0.0.9'], { port: 8080, code: '1', locked: false, fingerprint: null }).urls).toEqual(['http://10.0.0.9:8080/#1'])
  })
})

describe('the self-test', () => {
  const open = { port: 8080, wanted: 8080, known: false, url: 'http://192.168.1.5:8080', answer: 'ours', devices: 0, forMs: 0 } as const
  const facts: RoomFacts = { cards: [wifi, docker], chosen: nothingChosen, platform: 'linux', open }
  const said = (change: Partial<RoomFacts>) => roomChecks({ ...facts, ...change }).map(({ level, code }) => `${level} ${code}`)

  it('says nothing is wrong where nothing is', () => {
    expect(said({})).toEqual(['ok network-ok', 'ok port-ok', 'ok answers', 'unknown waiting-for-phones'])
    expect(said({ open: { ...open, devices: 2 } }).at(-1)).toBe('ok phones-came')
  })

  it('names the firewall of the system it runs on, once nobody has come for 45 seconds', () => {
    expect(said({ open: { ...open, forMs: 44_999 } })).not.toContain('warning nobody-yet')
    for (const [platform, code] of [['win32', 'windows'], ['darwin', 'mac'], ['freebsd', 'linux']] as const) {
      expect(said({ platform, open: { ...open, forMs: 45_000 } }).slice(-3)).toEqual(['warning nobody-yet', 'warning isolation', `warning firewall-${code}`])
    }
  })

  it('tells a program that answers instead of us from nobody', () => {
    expect(said({ open: { ...open, answer: 'other' } })).toContain('problem answered-by-other')
    expect(said({ open: { ...open, answer: 'none' } })).toContain('problem no-answer')
  })

  it('another port is worth a warning only where devices know the old one', () => {
    expect(said({ open: { ...open, port: 8081 } })).toContain('ok port-taken')
    expect(said({ open: { ...open, port: 8081, known: true } })).toContain('warning port-moved')
  })

  it('an address nobody gave is a problem also where another card has one, if it is the one that is shown', () => {
    const lost: NetworkCard = { address: '169.254.9.9', name: 'eth0', kind: 'cable' }
    expect(said({ cards: [wifi, lost] })[0]).toBe('ok network-ok')
    expect(said({ cards: [wifi, lost], chosen: { ...nothingChosen, shown: lost.address } })[0]).toBe('problem link-local')
  })
})
