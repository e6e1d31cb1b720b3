#include "inspections/reading/authorities.h"

#include <gtest/gtest.h>

namespace gt::inspections::reading {
namespace {

TEST(AuthorityNames, BecomePlain) {
  struct Case {
    char const* printed;
    char const* plain;
  };
  for (auto const& one : std::vector<Case>{
           {"London Borough of Havering", "Havering"},
           {"The Royal Borough of Windsor and Maidenhead", "Windsor and Maidenhead"},
           {"Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"},
           {"Royal Borough of Greenwich", "Greenwich"},
           {"Royal Borough of Kingston upon Thames", "Kingston upon Thames"},
           {"Bristol City of", "Bristol"},
           {"Bristol City Council", "Bristol"},
           {"City of Bristol", "Bristol"},
           {"Buckinghamshire Council", "Buckinghamshire"},
           {"City of London", "City of London"},
           {"City of London Corporation", "City of London"},
           {"the City of York Council", "York"},
           {"City of Westminster", "Westminster"},
           {"Hull", "Kingston upon Hull"},
           {"Hull City Council", "Kingston upon Hull"},
           {"Kingston upon Hull City Council", "Kingston upon Hull"},
           {"Newcastle", "Newcastle upon Tyne"},
           {"Newcastle City Council", "Newcastle upon Tyne"},
           {"East Riding", "East Riding of Yorkshire"},
           {"Hammersmith & Fulham", "Hammersmith and Fulham"},
           {"London Borough of Hammersmith and Fulham", "Hammersmith and Fulham"},
           {"Doncaster Metropolitan Borough Council", "Doncaster"},
           {"Wakefield District Metropolitan Council", "Wakefield"},
           {"Metropolitan Borough of Rotherham", "Rotherham"},
           {"City of Bradford Metropolitan District Council", "Bradford"},
           {"Isle of Wight Council", "Isle of Wight"},
           {"Council of the Isles of Scilly", "Isles of Scilly"},
           {"Isles of Scilly", "Isles of Scilly"},
           {"Durham County Council", "Durham"},
           {"County Durham", "Durham"},
           {"Herefordshire Council", "Herefordshire"},
           {"Herefordshire, County of", "Herefordshire"},
           {"St. Helens Metropolitan Borough Council", "St Helens"},
           {"St Helens", "St Helens"},
           {"Stoke-on-Trent City Council", "Stoke-on-Trent"},
           {"Stoke on Trent", "Stoke-on-Trent"},
           {"Southend-on-Sea Borough Council", "Southend-on-Sea"},
           {"Southend-on-Sea City Council", "Southend-on-Sea"},
           {"Bath & North East Somerset Council", "Bath and North East Somerset"},
           {"Brighton & Hove City Council", "Brighton and Hove"},
           {"Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"},
           {"BCP Council", "Bournemouth, Christchurch and Poole"},
           {"Borough of Poole", "Poole"},
           {"Bedford Borough Council", "Bedford"},
           {"Central Bedfordshire", "Central Bedfordshire"},
           {"Telford & Wrekin Council", "Telford and Wrekin"},
           {"Medway Council", "Medway"},
           {"Northamptonshire County Council", "Northamptonshire"},
           {"West Northamptonshire", "West Northamptonshire"},
           {"Cumbria County Council", "Cumbria"},
           {"Cumberland", "Cumberland"},
           {"Westmorland and Furness", "Westmorland and Furness"},
           {"Birmingham Children's Trust", "Birmingham"},
           {"Rochdale Borough Council", "Rochdale"},
           {"Norfolk Council", "Norfolk"},
           {"CITY OF WOLVERHAMPTON COUNCIL", "Wolverhampton"},
           {"Coventry City Council", "Coventry"},
           {"Nottinghamshire County Council", "Nottinghamshire"},
           {"Nottingham City Council", "Nottingham"},
           {"Nottingham City", "Nottingham"},
           {"Derby City Council", "Derby"},
           {"Cheshire West and Chester Council", "Cheshire West and Chester"},
           {"Blackburn with Darwen Borough Council", "Blackburn with Darwen"},
       }) {
    auto const found = plain_authority(one.printed);
    EXPECT_EQ(found.plain, one.plain) << one.printed;
    EXPECT_TRUE(found.known) << one.printed;
  }
}

TEST(AuthorityNames, OutsideTheListKeepTheirPrintedWords) {
  struct Case {
    char const* printed;
    char const* plain;
  };
  for (auto const& one : std::vector<Case>{
           {"Northmere", "Northmere"},
           {"Northmere County Council", "Northmere"},
           {"The Royal Borough of Northmere-by-Sea", "Northmere-by-Sea"},
           {"Isle of Merrow Council", "Isle of Merrow"},
           {"Council", "Council"},
       }) {
    auto const found = plain_authority(one.printed);
    EXPECT_EQ(found.plain, one.plain) << one.printed;
    EXPECT_FALSE(found.known);
  }
  EXPECT_EQ(plain_authority("").plain, "");
  EXPECT_EQ(plain_authority("!!!").plain, "");
}

}  // namespace
}  // namespace gt::inspections::reading
