"""A command more: a network's sizes, as often as is wanted."""

from visprop.cli.arguments import add_scenario, open_run


def declare(parser):
    add_scenario(parser)
    parser.add_argument("--times", type=int, default=1)
    parser.set_defaults(command=run)


def run(arguments):
    print("x".join(map(str, open_run(arguments.scenario).scenario.network.sizes)) * arguments.times)
    return 0
