#include <fmt/format.h>

#include "people/names.h"
#include "people/people_operations.h"
#include "platform/operations/declare.h"

namespace gt::people {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Fields;
using operations::Kind;
using operations::Nothing;

namespace {

struct AddAuthority {
  std::string name;
  std::string display_name;
};

Fields<AddAuthority> add_authority_fields() {
  return {field("name", &AddAuthority::name, "The council’s plain name, as in the reference list where it is there",
                "Northmere")
              .required()
              .max_length(100),
          field("display_name", &AddAuthority::display_name, "The name as it is printed", "Northmere Council")
              .required()
              .max_length(100)};
}

// Who adds an authority becomes its administrator, or nobody could give the first role there. Nothing of another
// authority can be seen or changed by it.
Result<json> add_authority(Call& call, AddAuthority const& input) {
  AuthorityName authority{AuthorityId::fresh(), TRY(authority_plain_name("name", input.name)),
                          TRY(authority_display_name("display_name", input.display_name))};
  if (store::authority_by_name(call.db(), authority.name))
    return refuse(ErrorKind::conflict,
                  fmt::format("“{}” is here already. Ask one of its administrators for a role.", authority.name));
  store::insert_authority(call.db(), authority, call.now());
  store::insert_grant(
      call.db(), {GrantId::fresh(), call.actor().account, authority.id, "administrator", std::nullopt, std::nullopt},
      call.now());
  call.changed({"authority",
                authority.id.text(),
                authority.display_name,
                nullptr,
                {{"name", authority.name}, {"display_name", authority.display_name}}});
  return json{{"authority", authority.id.text()}};
}

Result<json> list_authorities(Call& call, Nothing const&) {
  auto list = json::array();
  for (auto const& each : store::authorities_of(call.db(), call.actor().account))
    list.push_back({{"authority", each.id.text()},
                    {"name", each.name},
                    {"display_name", each.display_name},
                    {"current", each.id == call.actor().authority}});
  return json{{"authorities", std::move(list)}};
}

}  // namespace

void add_authority_operations(operations::Registry& registry) {
  registry.add(declare<AddAuthority>("authority add", "Add a council to this installation and become its administrator",
                                     Kind::change, "people.manage", add_authority_fields(),
                                     {{"authority", "k3m9p2q7r4s8t5v6"}}, &add_authority));
  registry.add(declare<Nothing>("authority list", "List the councils where you hold a role", Kind::read, "", {},
                                {{"authorities", json::array({{{"authority", "k3m9p2q7r4s8t5v6"},
                                                               {"name", "Northmere"},
                                                               {"display_name", "Northmere Council"},
                                                               {"current", true}}})}},
                                &list_authorities));
}

}  // namespace gt::people
