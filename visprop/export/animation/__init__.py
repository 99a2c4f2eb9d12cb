"""Animations: a range of positions as pictures that move, by the formats of one registry.

In the order in which data flows:

    reel.py               Which pictures an animation has, and how long each stands
    film.py               Each of them drawn, as the window would at that moment
    timing.py             Equal pictures made one, and times in the units that a format has
    pictures.py           Pixels as Pillow has them
    gif.py                GIF, for everywhere
    apng.py               APNG, with all colours
    webp.py               WebP, with all colours and smaller
    mp4.py                MP4, for slides
    numbered.py           Numbered pictures, for video programs
    animation_formats.py  The formats, and the one way to write an animation
    filming.py            An animation made in short steps, beside the window
"""
