// Templates alone: nothing of LEMON has to be linked.
#define LEMON_ONLY_TEMPLATES
#include "lemon_assignment.h"

#include <algorithm>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <new>

namespace {

constexpr int32_t cost_max = 1'000'000;
/// Of each kind, so that LEMON can number its arcs, its own included, in 32 bits.
constexpr int32_t count_max = 100'000'000;

using Graph = lemon::SmartDigraph;
// Five times as fast here as LEMON's cost scaling, and fifty times as fast as its capacity scaling.
using Solver = lemon::NetworkSimplex<Graph, int32_t, int64_t>;

/// Arcs with room for so many, at a cost for each.
class Network {
public:
    Network(int32_t nodes, int32_t arcs) : room(graph), cost(graph) {
        graph.reserveNode(nodes);
        graph.reserveArc(arcs);
        for (int32_t node = 0; node < nodes; ++node) graph.addNode();
    }

    void connect(int32_t from, int32_t to, int32_t arc_room, int64_t arc_cost) {
        const auto arc = graph.addArc(graph.nodeFromId(from), graph.nodeFromId(to));
        room[arc] = arc_room;
        cost[arc] = arc_cost;
    }

    Graph graph;
    Graph::ArcMap<int32_t> room;
    Graph::ArcMap<int64_t> cost;
};

bool is_sound(
    const int32_t *wanted, int32_t needs, const int32_t *capacity, int32_t helpers,
    const linli_candidate *candidates, int32_t count) {
    const auto is_countable = [](int32_t number) { return number >= 0 && number <= count_max; };
    const auto is_negative = [](int32_t number) { return number < 0; };
    return is_countable(needs) && is_countable(helpers) && is_countable(count)
        && std::none_of(wanted, wanted + needs, is_negative)
        && std::none_of(capacity, capacity + helpers, is_negative)
        && std::all_of(candidates, candidates + count, [&](const linli_candidate &one) {
               return one.need >= 0 && one.need < needs && one.helper >= 0 && one.helper < helpers
                   && one.cost >= 0 && one.cost <= cost_max;
           });
}

/// Everyone who is sent goes round: from the hub to a need, to a helper, and back to the hub.
///
/// A round earns a reward above all that sending one more could cost by moving the others: that
/// moves each need and each helper at most once. So the cheapest circulation sends the most first.
linli_assignment_end assign(
    const int32_t *wanted, int32_t needs, const int32_t *capacity, int32_t helpers,
    const linli_candidate *candidates, int32_t count, bool *taken) {
    const int32_t hub = needs + helpers;
    const int64_t reward = int64_t{cost_max} * std::min(needs, helpers) + 1;

    Network network(hub + 1, count + hub);
    for (int32_t place = 0; place < count; ++place) {
        const auto &one = candidates[place];
        network.connect(one.need, needs + one.helper, 1, one.cost);
    }
    for (int32_t need = 0; need < needs; ++need)
        network.connect(hub, need, wanted[need], -reward);
    for (int32_t helper = 0; helper < helpers; ++helper)
        network.connect(needs + helper, hub, capacity[helper], 0);

    Solver solver(network.graph);
    solver.upperMap(network.room).costMap(network.cost);
    if (solver.run() != Solver::OPTIMAL) return linli_unsolved;
    for (int32_t place = 0; place < count; ++place)
        taken[place] = solver.flow(Graph::arcFromId(place)) > 0;
    return linli_assigned;
}

}  // namespace

linli_assignment_end linli_assign(
    const int32_t *wanted, int32_t needs, const int32_t *capacity, int32_t helpers,
    const linli_candidate *candidates, int32_t count, bool *taken) {
    if (!is_sound(wanted, needs, capacity, helpers, candidates, count)) return linli_bad_input;
    try {
        return assign(wanted, needs, capacity, helpers, candidates, count, taken);
    } catch (const std::bad_alloc &) {
        return linli_out_of_memory;
    } catch (...) {
        return linli_unsolved;
    }
}
