// SPDX-License-Identifier: GPL-3.0-or-later

// A small seeded generator (mulberry32), so that a failing generated case comes again on every machine.
export class Random {
    constructor(seed) {
        this.state = seed >>> 0;
    }

    /** A number in [0, 1). */
    next() {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let t = this.state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }

    /** A whole number from `low` to `high`, both included. */
    int(low, high) {
        return low + Math.floor(this.next() * (high - low + 1));
    }

    chance(probability) {
        return this.next() < probability;
    }

    pick(list) {
        return list[this.int(0, list.length - 1)];
    }

    /** `length` pieces of `alphabet` (an array, so that a piece may be more than one code unit), joined. */
    text(alphabet, length) {
        let text = '';
        for (let i = 0; i < length; ++i) text += this.pick(alphabet);
        return text;
    }
}
