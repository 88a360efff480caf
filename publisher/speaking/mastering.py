"""One loudness for every sentence, and no peak above what players can take.

A neural voice says one sentence up to 5 LU louder than the next, as it happens. Each is
brought to the same loudness by itself, so sections agree with one another without a second
pass over them, however long the book. Peaks are held by a look-ahead limiter; limiting takes a
little loudness away, so gain and limit are found together.

Source:
    -19 LUFS for one channel is what Apple and others ask of podcasts, as -16 LUFS for two;
    -3 dBTP is ACX's ceiling for the encoded file, and encoding at 64 kbit/s adds up to 0.5.
"""

import numpy as np

from publisher.narration import Sound
from publisher.speaking.levels import SILENCE, Samples, loudness, samples_of, sound_of

TARGET = -19.0  # LUFS, of each sentence and so of each section
TOLERANCE = 0.1  # LU
CEILING = -4.0  # dBTP before encoding
MOST_DB = 24.0  # no sound is raised by more: it would be noise
LOOK_AHEAD_MS = 12  # longer than a period of the deepest voice, so that gain does not buzz
MOST_ROUNDS = 4
HURRY = 1.3  # each round makes up for a little more than is missing: limiting will eat it


def mastered(sound: Sound) -> Sound:
    """A sentence at the loudness that all sentences have, its peaks held.

    Silence stays silence.
    """
    samples = samples_of(sound)
    gain_db = TARGET - loudness(samples, sound.rate)
    if gain_db >= TARGET - SILENCE:
        return sound
    peaks = true_peaks(samples)
    for _ in range(MOST_ROUNDS):
        times = np.float32(10 ** (min(gain_db, MOST_DB) / 20))
        held = limited(samples * times, peaks * times, sound.rate)
        missing_db = TARGET - loudness(held, sound.rate)
        if abs(missing_db) < TOLERANCE:
            break
        gain_db += HURRY * missing_db
    return sound_of(held, sound.rate)


def limited(samples: Samples, peaks: Samples, rate: int) -> Samples:
    """Samples whose true peaks stay below the ceiling, turned down smoothly around each.

    Args:
        samples: one channel, full scale is 1.0.
        peaks: how high the sound rises around each sample.
        rate: samples per second.
    """
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    most = np.float32(10 ** (CEILING / 20))
    if peaks.max() <= most:
        return samples
    needed = most / np.maximum(peaks, most)
    reach = rate * LOOK_AHEAD_MS // 1000
    lowest = minimum_filter1d(needed, 2 * reach + 1)
    # Two running means make a smooth hill no wider than what was held down.
    gain = uniform_filter1d(uniform_filter1d(lowest, reach), reach)
    return np.asarray(samples * gain, dtype=np.float32)


def true_peaks(samples: Samples) -> Samples:
    """How high the sound rises at and after each sample, full scale is 1.0.

    Source:
        ITU-R BS.1770-4, annex 2: four times as many samples.
    """
    from scipy.signal import resample_poly

    finer = np.abs(resample_poly(samples, 4, 1))
    return np.asarray(finer.reshape(-1, 4).max(axis=1), dtype=np.float32)
